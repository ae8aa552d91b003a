package org.medveil.jobs.preflight;

import org.apache.spark.TaskContext;
import org.apache.spark.resource.ResourceInformation;
import org.medveil.learning.Device;

/** Which device Spark gave to the task of this thread. */
public final class TaskDevice {
  private TaskDevice() {}

  /** The first GPU of the task; the processor outside a task, and where Spark hands out no GPUs. */
  public static Device given() {
    TaskContext task = TaskContext.get();
    ResourceInformation gpus = task == null ? null : task.resourcesJMap().get("gpu");
    return gpus == null || gpus.addresses().length == 0
        ? Device.CPU
        : Device.cuda(Integer.parseInt(gpus.addresses()[0]));
  }
}

/** Whether a model serves every group: scores in, a document out. No noise is added here. */
package org.medveil.jobs.auditfairness;

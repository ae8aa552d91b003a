package org.medveil.jobs.train.resident;

import java.nio.ByteBuffer;
import org.apache.spark.network.client.RpcResponseCallback;
import org.apache.spark.network.client.StreamCallbackWithID;
import org.apache.spark.network.client.TransportClient;
import org.apache.spark.network.server.OneForOneStreamManager;
import org.apache.spark.network.server.RpcHandler;
import org.apache.spark.network.server.StreamManager;

/** The desk as Spark's network layer sees it; reached only behind the authentication. */
final class StageRpc extends RpcHandler {
  private final StageDesk desk;
  private final StreamManager nothing = new OneForOneStreamManager();

  StageRpc(StageDesk desk) {
    this.desk = desk;
  }

  @Override
  public void receive(TransportClient peer, ByteBuffer message, RpcResponseCallback answer) {
    desk.poll(
        id(peer),
        Message.read(message).getInt(),
        step -> answer.onSuccess(step.map(Reduction::message).orElseGet(Message::end)));
  }

  @Override
  public StreamCallbackWithID receiveStream(
      TransportClient peer, ByteBuffer head, RpcResponseCallback answer) {
    ByteBuffer sum = Message.read(head);
    return desk.receive(id(peer), sum.getInt(), sum.getInt());
  }

  @Override
  public StreamManager getStreamManager() {
    return nothing;
  }

  @Override
  public void channelInactive(TransportClient peer) {
    desk.disconnected(id(peer));
  }

  private static String id(TransportClient peer) {
    return peer.getChannel().id().asLongText();
  }
}

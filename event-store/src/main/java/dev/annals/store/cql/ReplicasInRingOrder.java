package dev.annals.store.cql;

import com.datastax.oss.driver.api.core.context.DriverContext;
import com.datastax.oss.driver.api.core.loadbalancing.NodeDistance;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.metadata.NodeState;
import com.datastax.oss.driver.api.core.session.Request;
import com.datastax.oss.driver.api.core.session.Session;
import com.datastax.oss.driver.internal.core.loadbalancing.DefaultLoadBalancingPolicy;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Sends the transactions of a partition to the same replica from every client: the first in ring
 * order that is up. The driver's own policy shuffles replicas, and two coordinators with a
 * transaction on one partition outbid each other's ballots; one coordinator queues them.
 */
public final class ReplicasInRingOrder extends DefaultLoadBalancingPolicy {
  /** Called by the driver. */
  public ReplicasInRingOrder(DriverContext context, String profileName) {
    super(context, profileName);
  }

  @Override
  public Queue<Node> newQueryPlan(@Nullable Request request, @Nullable Session session) {
    Queue<Node> plan = new ArrayDeque<>();
    for (Node replica : getReplicas(request, session)) {
      boolean up = replica.getState() == NodeState.UP || replica.getState() == NodeState.UNKNOWN;
      if (up && replica.getDistance() == NodeDistance.LOCAL) {
        plan.add(replica);
      }
    }
    for (Node other : super.newQueryPlan(request, session)) {
      if (!plan.contains(other)) {
        plan.add(other);
      }
    }
    return plan;
  }
}

package dev.annals.faults.rig;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.MemberDescription;

/** Who reads for a rig's sinks, as the broker has it: each start of a task is another member. */
final class SinkMembers {
  private final Rig rig;

  SinkMembers(Rig rig) {
    this.rig = rig;
  }

  /** The ids of the members of these tasks; of sources' tasks there are none. */
  Set<String> of(Collection<String> tasks) {
    Set<String> ids = new HashSet<>();
    for (String sink : rig.sinks()) {
      for (MemberDescription member : members(sink)) {
        if (tasks.stream().anyMatch(task -> member.clientId().endsWith(task))) {
          ids.add(member.consumerId());
        }
      }
    }
    return ids;
  }

  /** The ids of all members. */
  Set<String> all() {
    Set<String> ids = new HashSet<>();
    rig.sinks().forEach(sink -> members(sink).forEach(member -> ids.add(member.consumerId())));
    return ids;
  }

  /** Waits until all partitions are given to other members than these. */
  void awaitReplaced(Set<String> former) {
    Tasks.await("others than %s read".formatted(former))
        .until(() -> rig.sinks().stream().allMatch(sink -> isReadByOthers(sink, former)));
  }

  private boolean isReadByOthers(String sink, Set<String> former) {
    List<MemberDescription> members = members(sink);
    int partitions =
        members.stream().mapToInt(member -> member.assignment().topicPartitions().size()).sum();
    return partitions >= rig.leastPartitions()
        && members.stream().noneMatch(member -> former.contains(member.consumerId()));
  }

  private List<MemberDescription> members(String sink) {
    String group = "connect-" + sink;
    try {
      return rig.admin().describeConsumerGroups(List.of(group)).all().get().values().stream()
          .flatMap(description -> description.members().stream())
          .toList();
    } catch (ExecutionException | InterruptedException fault) {
      throw new IllegalStateException("cannot ask for the members of " + group, fault);
    }
  }
}

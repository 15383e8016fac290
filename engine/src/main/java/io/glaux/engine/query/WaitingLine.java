/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.glaux.engine.query;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The queries that wait for a place: for each workgroup a line of its own, in the order in which they came. Not
 * thread-safe.
 */
final class WaitingLine
{
    private final Map<String, Map<String, LiveQuery>> lines = new LinkedHashMap<>();
    private int size;

    void add(LiveQuery query)
    {
        Map<String, LiveQuery> line = lines.computeIfAbsent(query.workgroup(), _ -> new LinkedHashMap<>());
        if (line.putIfAbsent(query.id(), query) == null) {
            size++;
        }
    }

    void remove(LiveQuery query)
    {
        Map<String, LiveQuery> line = lines.get(query.workgroup());
        if (line != null && line.remove(query.id()) != null) {
            size--;
            if (line.isEmpty()) {
                lines.remove(query.workgroup());
            }
        }
    }

    int size()
    {
        return size;
    }

    int size(String workgroup)
    {
        return lines.getOrDefault(workgroup, Map.of()).size();
    }

    /**
     * Workgroups of which queries wait.
     */
    Set<String> workgroups()
    {
        return lines.keySet();
    }

    /**
     * The first of a workgroup that is like this.
     */
    Optional<LiveQuery> first(String workgroup, Predicate<LiveQuery> wanted)
    {
        return lines.getOrDefault(workgroup, Map.of()).values().stream().filter(wanted).findFirst();
    }

    /**
     * The place of a query in the line of its workgroup, from 1; 0 when it does not wait.
     */
    int position(LiveQuery query)
    {
        Map<String, LiveQuery> line = lines.getOrDefault(query.workgroup(), Map.of());
        return line.containsKey(query.id())
                ? 1 + (int) line.keySet().stream().takeWhile(id -> !id.equals(query.id())).count()
                : 0;
    }

    List<LiveQuery> all()
    {
        List<LiveQuery> all = new ArrayList<>(size);
        lines.values().forEach(line -> all.addAll(line.values()));
        return all;
    }
}

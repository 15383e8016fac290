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
package io.glaux.engine.catalog;

import com.google.common.primitives.Ints;
import io.glaux.engine.identity.Principal;
import software.amazon.awssdk.services.glue.model.CreateTableRequest;
import software.amazon.awssdk.services.glue.model.CreateTableResponse;
import software.amazon.awssdk.services.glue.model.GetTableRequest;
import software.amazon.awssdk.services.glue.model.GetTableResponse;
import software.amazon.awssdk.services.glue.model.TableInput;
import software.amazon.awssdk.services.glue.model.UpdateTableRequest;
import software.amazon.awssdk.services.glue.model.UpdateTableResponse;

import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toUnmodifiableSet;

/**
 * Keeps from the SQL engine what it cannot read of projections. It reads the settings of every table's columns, though
 * it uses them for none, and fails on those that it does not know without saying which: so they get other names on the
 * way to it, and their own on the way back. What is wrong with a projection is told when its partitions are asked for.
 */
final class ProjectingTables
        extends ForwardingTables
{
    private static final String UNREADABLE = "glaux.unreadable.";
    private static final Pattern SETTING =
            Pattern.compile("projection\\..+\\.(type|interval\\.unit|interval|digits)", Pattern.CASE_INSENSITIVE);
    private static final Set<String> TYPES = Set.of("ENUM", "INTEGER", "DATE", "INJECTED");
    private static final Set<String> UNITS =
            Arrays.stream(ChronoUnit.values()).map(ChronoUnit::name).collect(toUnmodifiableSet());

    private final String engine;

    /**
     * @param engine the name of the user by which the SQL engine asks
     */
    ProjectingTables(Tables delegate, String engine)
    {
        super(delegate);
        this.engine = requireNonNull(engine, "engine is null");
    }

    @Override
    public GetTableResponse get(Principal caller, GetTableRequest request)
    {
        GetTableResponse response = super.get(caller, request);
        Map<String, String> parameters = response.table().parameters();
        if (!caller.user().equals(engine) || parameters.entrySet().stream().allMatch(ProjectingTables::isReadable)) {
            return response;
        }
        Map<String, String> readable = new LinkedHashMap<>();
        parameters.entrySet().forEach(parameter -> readable.put(
                isReadable(parameter) ? parameter.getKey() : UNREADABLE + parameter.getKey(),
                parameter.getValue()));
        return response.toBuilder().table(response.table().toBuilder().parameters(readable).build()).build();
    }

    @Override
    public CreateTableResponse create(Principal caller, CreateTableRequest request)
    {
        return super.create(caller, request.toBuilder().tableInput(restored(request.tableInput())).build());
    }

    @Override
    public UpdateTableResponse update(Principal caller, UpdateTableRequest request)
    {
        return super.update(caller, request.toBuilder().tableInput(restored(request.tableInput())).build());
    }

    private static TableInput restored(TableInput input)
    {
        if (input.parameters().keySet().stream().noneMatch(name -> name.startsWith(UNREADABLE))) {
            return input;
        }
        Map<String, String> restored = new LinkedHashMap<>();
        input.parameters().forEach((name, value) ->
                restored.put(name.startsWith(UNREADABLE) ? name.substring(UNREADABLE.length()) : name, value));
        return input.toBuilder().parameters(restored).build();
    }

    private static boolean isReadable(Map.Entry<String, String> parameter)
    {
        Matcher setting = SETTING.matcher(parameter.getKey());
        if (!setting.matches() || parameter.getValue() == null) {
            return true;
        }
        String value = parameter.getValue().toUpperCase(Locale.ROOT);
        return switch (setting.group(1).toLowerCase(Locale.ROOT)) {
            case "type" -> TYPES.contains(value);
            case "interval.unit" -> UNITS.contains(value);
            default -> Ints.tryParse(value) != null;
        };
    }
}

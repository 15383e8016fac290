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
package io.glaux.flight.pushdown;

import io.glaux.flight.metadata.FlightColumnHandle;
import io.glaux.flight.metadata.FlightTableHandle;
import io.trino.spi.connector.Assignment;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.ProjectionApplicationResult;
import io.trino.spi.expression.Call;
import io.trino.spi.expression.ConnectorExpression;
import io.trino.spi.expression.FieldDereference;
import io.trino.spi.expression.Lambda;
import io.trino.spi.expression.Variable;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static java.util.Objects.requireNonNull;

/**
 * Has the source read the columns that are needed, and of columns with fields the fields.
 */
public final class ProjectionPushdown
{
    private final Negotiation negotiation;

    public ProjectionPushdown(Negotiation negotiation)
    {
        this.negotiation = requireNonNull(negotiation, "negotiation is null");
    }

    /**
     * @param isNested whether fields within columns can be chosen
     * @return empty when nothing changes
     */
    public Optional<ProjectionApplicationResult<ConnectorTableHandle>> apply(
            ConnectorSession session,
            FlightTableHandle handle,
            List<ConnectorExpression> projections,
            Map<String, ColumnHandle> assignments,
            boolean isNested)
    {
        // these have the columns that they have
        if (handle.aggregation().isPresent() || handle.relation().query().isPresent()) {
            return Optional.empty();
        }
        Set<ConnectorExpression> parts = new LinkedHashSet<>();
        projections.forEach(projection -> collect(projection, isNested, assignments.keySet(), parts));
        parts.removeIf(part -> isWithinOther(part, parts));
        boolean hasFields = parts.stream().anyMatch(FieldDereference.class::isInstance);
        return hasFields
                ? applyNested(session, handle, projections, assignments, parts)
                : applySimple(session, handle, projections, assignments);
    }

    private Optional<ProjectionApplicationResult<ConnectorTableHandle>> applySimple(
            ConnectorSession session,
            FlightTableHandle handle,
            List<ConnectorExpression> projections,
            Map<String, ColumnHandle> assignments)
    {
        List<FlightColumnHandle> columns = assignments.values().stream()
                .map(FlightColumnHandle.class::cast)
                .distinct()
                .toList();
        if (new HashSet<>(columns).equals(new HashSet<>(handle.columns()))) {
            return Optional.empty();
        }
        List<Assignment> unchanged = assignments.entrySet().stream()
                .map(entry -> assignment(entry.getKey(), (FlightColumnHandle) entry.getValue()))
                .toList();
        return negotiation.agree(session, handle.withColumns(columns))
                .map(agreed -> new ProjectionApplicationResult<>(agreed, projections, unchanged, false));
    }

    private Optional<ProjectionApplicationResult<ConnectorTableHandle>> applyNested(
            ConnectorSession session,
            FlightTableHandle handle,
            List<ConnectorExpression> projections,
            Map<String, ColumnHandle> assignments,
            Set<ConnectorExpression> parts)
    {
        Map<ConnectorExpression, Variable> variables = new HashMap<>();
        Map<FlightColumnHandle, Assignment> newAssignments = new LinkedHashMap<>();
        parts.stream().filter(Variable.class::isInstance).map(Variable.class::cast).forEach(variable -> {
            FlightColumnHandle column = (FlightColumnHandle) assignments.get(variable.getName());
            newAssignments.put(column, assignment(variable.getName(), column));
        });
        parts.stream().filter(FieldDereference.class::isInstance).forEach(part -> {
            FlightColumnHandle column = FlightColumnHandle.field(
                    fieldName(part, assignments),
                    ExpressionTranslation.path(part, assignments).orElseThrow(),
                    part.getType());
            Assignment assignment = newAssignments.computeIfAbsent(column, _ -> assignment(column.name(), column));
            variables.put(part, new Variable(assignment.getVariable(), part.getType()));
        });
        List<FlightColumnHandle> columns = List.copyOf(newAssignments.keySet());
        List<ConnectorExpression> rewritten = projections.stream()
                .map(projection -> replace(projection, variables))
                .toList();
        return negotiation.agree(session, handle.withColumns(columns))
                .map(agreed -> new ProjectionApplicationResult<>(
                        agreed,
                        rewritten,
                        List.copyOf(newAssignments.values()),
                        false));
    }

    private static Assignment assignment(String variable, FlightColumnHandle column)
    {
        return new Assignment(variable, column, column.type());
    }

    /**
     * Unlike that of any column of the table, for no column is called by a number sign and the number of a field.
     */
    private static String fieldName(ConnectorExpression expression, Map<String, ColumnHandle> assignments)
    {
        return switch (expression) {
            case FieldDereference dereference -> "%s#%s".formatted(
                    fieldName(dereference.getTarget(), assignments),
                    dereference.getField());
            case Variable variable -> ((FlightColumnHandle) assignments.get(variable.getName())).name();
            default -> throw new IllegalArgumentException("Only columns have fields");
        };
    }

    /**
     * Columns, and fields of them with a name. Of what is within a lambda the columns alone.
     */
    private static void collect(
            ConnectorExpression expression,
            boolean isNested,
            Set<String> columns,
            Set<ConnectorExpression> parts)
    {
        boolean isPart = (expression instanceof Variable variable && columns.contains(variable.getName()))
                || (isNested && expression instanceof FieldDereference dereference && isField(dereference));
        if (isPart) {
            parts.add(expression);
            return;
        }
        boolean isWithinLambda = expression instanceof Lambda;
        expression.getChildren().forEach(child -> collect(child, isNested && !isWithinLambda, columns, parts));
    }

    private static boolean isField(FieldDereference dereference)
    {
        ConnectorExpression target = dereference.getTarget();
        return ExpressionTranslation.fieldName(dereference).isPresent()
                && (target instanceof Variable || (target instanceof FieldDereference inner && isField(inner)));
    }

    /**
     * What is a field of another part is not read by itself.
     */
    private static boolean isWithinOther(ConnectorExpression part, Set<ConnectorExpression> parts)
    {
        ConnectorExpression target = part;
        while (target instanceof FieldDereference dereference) {
            target = dereference.getTarget();
            if (parts.contains(target)) {
                return true;
            }
        }
        return false;
    }

    private static ConnectorExpression replace(
            ConnectorExpression expression,
            Map<ConnectorExpression, Variable> variables)
    {
        Variable variable = variables.get(expression);
        if (variable != null) {
            return variable;
        }
        return switch (expression) {
            case FieldDereference dereference -> new FieldDereference(
                    dereference.getType(),
                    replace(dereference.getTarget(), variables),
                    dereference.getField());
            case Call call -> new Call(
                    call.getType(),
                    call.getFunctionName(),
                    call.getArguments().stream().map(argument -> replace(argument, variables)).toList());
            default -> expression;
        };
    }
}

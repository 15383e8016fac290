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

import io.glaux.flight.FlightSessionProperties;
import io.glaux.flight.metadata.FlightColumnHandle;
import io.glaux.flight.metadata.FlightTableHandle;
import io.glaux.flight.metadata.PushedExpression;
import io.glaux.flight.metadata.ScanAgreement;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.Constraint;
import io.trino.spi.connector.ConstraintApplicationResult;
import io.trino.spi.expression.Call;
import io.trino.spi.expression.ConnectorExpression;
import io.trino.spi.expression.Constant;
import io.trino.spi.predicate.Domain;
import io.trino.spi.predicate.TupleDomain;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static io.glaux.protocol.v1.Taken.TAKEN_NO;
import static io.glaux.protocol.v1.Taken.TAKEN_WHOLE;
import static io.trino.spi.expression.StandardFunctions.AND_FUNCTION_NAME;
import static io.trino.spi.type.BooleanType.BOOLEAN;
import static java.util.Objects.requireNonNull;

/**
 * Offers conditions to the source; those that it does not do whole stay with the engine.
 */
public final class FilterPushdown
{
    private final Negotiation negotiation;
    private final DomainTranslation domains;
    private final ExpressionTranslation expressions;

    public FilterPushdown(Negotiation negotiation, DomainTranslation domains, ExpressionTranslation expressions)
    {
        this.negotiation = requireNonNull(negotiation, "negotiation is null");
        this.domains = requireNonNull(domains, "domains is null");
        this.expressions = requireNonNull(expressions, "expressions is null");
    }

    /**
     * @return empty when nothing changes
     */
    public Optional<ConstraintApplicationResult<ConnectorTableHandle>> apply(
            ConnectorSession session,
            FlightTableHandle handle,
            Constraint constraint)
    {
        // a condition comes before aggregations and limits, and this one is above them
        if (handle.isCutOff() || handle.aggregation().isPresent() || handle.constraint().isNone()) {
            return Optional.empty();
        }
        TupleDomain<FlightColumnHandle> summary = constraint.getSummary().transformKeys(FlightColumnHandle.class::cast);
        TupleDomain<FlightColumnHandle> wanted = handle.constraint().intersect(summary);
        if (wanted.isNone()) {
            FlightTableHandle none = handle.withFilter(TupleDomain.none(), Set.of(), handle.expressions());
            return Optional.of(new ConstraintApplicationResult<>(none, TupleDomain.all(), Constant.TRUE, false));
        }
        Map<ConnectorExpression, PushedExpression> translated = translate(session, constraint);
        FlightTableHandle offered = handle.withFilter(
                tellable(session, wanted),
                Set.of(),
                merged(handle.expressions(), translated.values()));
        boolean isNew = !offered.constraint().equals(handle.constraint())
                || offered.expressions().size() > handle.expressions().size();
        return isNew
                ? answer(session, new Offer(handle, offered, wanted, summary, translated, constraint.getExpression()))
                : Optional.empty();
    }

    private record Offer(
            FlightTableHandle handle,
            FlightTableHandle offered,
            TupleDomain<FlightColumnHandle> wanted,
            TupleDomain<FlightColumnHandle> summary,
            Map<ConnectorExpression, PushedExpression> translated,
            ConnectorExpression expression) {}

    private Optional<ConstraintApplicationResult<ConnectorTableHandle>> answer(ConnectorSession session, Offer offer)
    {
        FlightTableHandle handle = offer.handle();
        FlightTableHandle offered = offer.offered();
        Negotiation.Answer answer = negotiation.ask(session, offered);

        Map<FlightColumnHandle, Domain> taken = new LinkedHashMap<>();
        Set<FlightColumnHandle> enforced = new HashSet<>();
        offered.constraint().getDomains().orElseThrow().forEach((column, domain) -> {
            if (answer.taken(column) != TAKEN_NO) {
                taken.put(column, domain);
            }
            if (answer.taken(column) == TAKEN_WHOLE) {
                enforced.add(column);
            }
        });
        List<PushedExpression> pushed = new ArrayList<>();
        for (PushedExpression expression : offered.expressions()) {
            if (answer.taken(offered, expression) != TAKEN_NO) {
                boolean isWhole = answer.taken(offered, expression) == TAKEN_WHOLE;
                pushed.add(new PushedExpression(expression.expression(), isWhole));
            }
        }
        FlightTableHandle agreed = handle
                .withFilter(TupleDomain.withColumnDomains(taken), enforced, pushed)
                .withAgreement(ScanAgreement.of(answer.response()));
        if (agreed.equals(handle) || takesBack(handle, agreed)) {
            return Optional.empty();
        }
        return Optional.of(new ConstraintApplicationResult<>(
                agreed,
                remaining(offer, enforced),
                remaining(offer, answer),
                false));
    }

    /**
     * Whether the source would do less than before. What it did whole, the engine may not look at again; and of two
     * answers that each take what the other leaves, the engine would ask for one after the other without an end.
     */
    private static boolean takesBack(FlightTableHandle before, FlightTableHandle after)
    {
        Map<FlightColumnHandle, Domain> domains = after.constraint().getDomains().orElseThrow();
        boolean isColumn = before.constraint().getDomains().orElseThrow().entrySet().stream().anyMatch(condition -> {
            FlightColumnHandle column = condition.getKey();
            boolean isUnchanged = condition.getValue().equals(domains.get(column));
            boolean isLess = before.enforced().contains(column) && !after.enforced().contains(column);
            return !domains.containsKey(column) || (isUnchanged && isLess);
        });
        boolean isExpression = before.expressions().stream().anyMatch(expression ->
                after.expressions().stream().noneMatch(kept -> kept.expression().equals(expression.expression())
                        && (kept.whole() || !expression.whole())));
        return isColumn || isExpression;
    }

    private static TupleDomain<ColumnHandle> remaining(Offer offer, Set<FlightColumnHandle> enforced)
    {
        Map<FlightColumnHandle, Domain> wanted = offer.wanted().getDomains().orElseThrow();
        Map<ColumnHandle, Domain> remaining = new LinkedHashMap<>();
        offer.summary().getDomains().orElseThrow().keySet().stream()
                .filter(column -> !enforced.contains(column))
                .forEach(column -> remaining.put(column, wanted.get(column)));
        return TupleDomain.withColumnDomains(remaining);
    }

    private static ConnectorExpression remaining(Offer offer, Negotiation.Answer answer)
    {
        List<ConnectorExpression> remaining = new ArrayList<>();
        for (ConnectorExpression conjunct : conjuncts(offer.expression())) {
            Optional<PushedExpression> pushed = Optional.ofNullable(offer.translated().get(conjunct))
                    .flatMap(expression -> offer.offered().expressions().stream()
                            .filter(candidate -> candidate.expression().equals(expression.expression()))
                            .findFirst());
            if (pushed.isEmpty() || answer.taken(offer.offered(), pushed.get()) != TAKEN_WHOLE) {
                remaining.add(conjunct);
            }
        }
        return switch (remaining.size()) {
            case 0 -> Constant.TRUE;
            case 1 -> remaining.getFirst();
            default -> new Call(BOOLEAN, AND_FUNCTION_NAME, remaining);
        };
    }

    private TupleDomain<FlightColumnHandle> tellable(ConnectorSession session, TupleDomain<FlightColumnHandle> wanted)
    {
        int threshold = FlightSessionProperties.domainCompactionThreshold(session);
        return wanted.filter((column, domain) -> domains.translate(column, domain, threshold).isPresent());
    }

    private Map<ConnectorExpression, PushedExpression> translate(ConnectorSession session, Constraint constraint)
    {
        Map<ConnectorExpression, PushedExpression> translated = new LinkedHashMap<>();
        if (!FlightSessionProperties.isComplexExpressionPushdown(session)) {
            return translated;
        }
        List<ConnectorExpression> all = conjuncts(constraint.getExpression());
        for (ConnectorExpression conjunct : all) {
            if (ExpressionTranslation.isCondition(conjunct)) {
                expressions.translate(conjunct, constraint.getAssignments())
                        .filter(Expressions::fits)
                        .ifPresent(expression -> translated.put(conjunct, PushedExpression.of(expression, false)));
            }
        }
        if (translated.size() < all.size()) {
            // a row that another condition excludes must not fail the query, and here the engine has another
            translated.keySet().removeIf(ExpressionTranslation::canFail);
        }
        return translated;
    }

    private static List<PushedExpression> merged(List<PushedExpression> old, Iterable<PushedExpression> added)
    {
        Set<PushedExpression> merged = new LinkedHashSet<>(old);
        for (PushedExpression expression : added) {
            if (merged.stream().noneMatch(known -> known.expression().equals(expression.expression()))) {
                merged.add(expression);
            }
        }
        return List.copyOf(merged);
    }

    static List<ConnectorExpression> conjuncts(ConnectorExpression expression)
    {
        List<ConnectorExpression> conjuncts = new ArrayList<>();
        collect(expression, conjuncts);
        return conjuncts;
    }

    private static void collect(ConnectorExpression expression, List<ConnectorExpression> conjuncts)
    {
        if (expression instanceof Call call && AND_FUNCTION_NAME.equals(call.getFunctionName())) {
            call.getArguments().forEach(argument -> collect(argument, conjuncts));
        }
        else if (!expression.equals(Constant.TRUE)) {
            conjuncts.add(expression);
        }
    }
}

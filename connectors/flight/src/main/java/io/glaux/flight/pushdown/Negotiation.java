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

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.glaux.flight.FlightSessionProperties;
import io.glaux.flight.client.FlightErrorCode;
import io.glaux.flight.metadata.FederatedSource;
import io.glaux.flight.metadata.FlightColumnHandle;
import io.glaux.flight.metadata.FlightTableHandle;
import io.glaux.flight.metadata.PushedExpression;
import io.glaux.flight.metadata.PushedLimit;
import io.glaux.flight.metadata.ScanAgreement;
import io.glaux.flight.metadata.TypeMapping;
import io.glaux.protocol.v1.PlanResponse;
import io.glaux.protocol.v1.ScanSpec;
import io.glaux.protocol.v1.Taken;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ConnectorSession;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import static io.glaux.protocol.v1.Taken.TAKEN_NO;
import static io.glaux.protocol.v1.Taken.TAKEN_WHOLE;
import static java.util.Objects.requireNonNull;

/**
 * Asks the source what it takes of a scan, of one transaction. The whole scan is offered each time, and what the source
 * has taken whole before it must take again: the engine does it no more. An answer that takes something back is not
 * agreed to, and the scan stays as it was. Thread-safe.
 */
public final class Negotiation
{
    private static final int KEPT = 1_000;

    private final FederatedSource source;
    private final DomainTranslation domains;
    private final TypeMapping types;
    private final Cache<Asked, PlanResponse> answers = CacheBuilder.newBuilder().maximumSize(KEPT).build();

    public Negotiation(FederatedSource source, DomainTranslation domains, TypeMapping types)
    {
        this.source = requireNonNull(source, "source is null");
        this.domains = requireNonNull(domains, "domains is null");
        this.types = requireNonNull(types, "types is null");
    }

    /**
     * An answer is of one query: its scan is refused in another of the same transaction.
     */
    private record Asked(String queryId, ScanSpec spec) {}

    /**
     * What the source said to an offer.
     */
    public record Answer(ScanOffer offer, PlanResponse response)
    {
        Taken taken(int id)
        {
            Taken taken = response.getConjunctsOrDefault(id, TAKEN_NO);
            return taken == Taken.UNRECOGNIZED ? TAKEN_NO : taken;
        }

        /**
         * A condition that was widened for the wire is never taken whole.
         */
        Taken taken(FlightColumnHandle column)
        {
            return offer.id(column)
                    .map(id -> taken(id) == TAKEN_WHOLE && offer.inexact().contains(id) ? Taken.TAKEN_IN_PART : taken(
                            id))
                    .orElse(TAKEN_NO);
        }

        Taken taken(FlightTableHandle handle, PushedExpression expression)
        {
            return taken(offer.firstExpression() + handle.expressions().indexOf(expression));
        }

        boolean isWhole(FlightTableHandle handle, List<PushedExpression> expressions)
        {
            return expressions.stream().allMatch(expression -> taken(handle, expression) == TAKEN_WHOLE);
        }
    }

    public Answer ask(ConnectorSession session, FlightTableHandle handle)
    {
        ScanOffer offer = ScanOffer.of(
                handle,
                domains,
                FlightSessionProperties.domainCompactionThreshold(session),
                types);
        Asked asked = new Asked(session.getQueryId(), offer.spec());
        PlanResponse known = answers.getIfPresent(asked);
        if (known != null) {
            return new Answer(offer, known);
        }
        PlanResponse response = source.plan(session, offer.spec());
        answers.put(asked, response);
        return new Answer(offer, response);
    }

    /**
     * Offers a scan that has one thing more, or less to read.
     *
     * @param handle says of everything in it whether the source has promised to do the whole of it
     * @return empty when the source takes back what it had promised
     */
    public Optional<FlightTableHandle> agree(ConnectorSession session, FlightTableHandle handle)
    {
        Answer answer = ask(session, handle);
        return isHonoured(handle, answer)
                ? Optional.of(handle.withAgreement(ScanAgreement.of(answer.response())))
                : Optional.empty();
    }

    /**
     * The scan with what the source calls it by.
     *
     * @throws TrinoException if the source takes back what it had promised: its rows would not be those of the query
     */
    public FlightTableHandle settle(ConnectorSession session, FlightTableHandle handle)
    {
        if (handle.agreement().isPresent()) {
            return handle;
        }
        return agree(session, handle).orElseThrow(() -> new TrinoException(
                FlightErrorCode.GLAUX_HOST_FAILED,
                ("The source of %s does not do any more what it had agreed to do for this query. Run it again; "
                        + "when it fails again, switch pushdown off for the session.").formatted(handle.relation())));
    }

    static boolean isHonoured(FlightTableHandle handle, Answer answer)
    {
        PlanResponse response = answer.response();
        boolean areColumns = handle.enforced().stream().allMatch(column -> answer.taken(column) == TAKEN_WHOLE);
        boolean areExpressions = IntStream.range(0, handle.expressions().size())
                .filter(index -> handle.expressions().get(index).whole())
                .allMatch(index -> answer.taken(answer.offer().firstExpression() + index) == TAKEN_WHOLE);
        boolean isAggregation = handle.aggregation().isEmpty() || response.getAggregation() == TAKEN_WHOLE;
        boolean isLimit = !handle.limit().map(PushedLimit::whole).orElse(false) || response.getLimit() == TAKEN_WHOLE;
        return areColumns && areExpressions && isAggregation && isLimit;
    }
}

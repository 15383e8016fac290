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
package io.glaux.engine.metering.quota;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.airlift.log.Logger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import static java.util.Objects.requireNonNull;

/**
 * Tells that so much of a quota is used as it warns at: in the log, and as an event in the form of EventBridge,
 * "Glaux Quota Warning".
 */
public final class QuotaWarnings
{
    private static final Logger log = Logger.get(QuotaWarnings.class);

    private final QuotaRecords records;
    private final String account;
    private final String region;
    private final List<Consumer<String>> deliveries = new CopyOnWriteArrayList<>();

    public QuotaWarnings(QuotaRecords records, String account, String region)
    {
        this.records = requireNonNull(records, "records is null");
        this.account = requireNonNull(account, "account is null");
        this.region = requireNonNull(region, "region is null");
    }

    /**
     * @param delivery takes each event, a JSON document on one line, and returns at once
     */
    public void deliverTo(Consumer<String> delivery)
    {
        deliveries.add(requireNonNull(delivery, "delivery is null"));
    }

    public void warn(QuotaState state, Instant time)
    {
        Quota quota = state.quota();
        log.warn("Quota warning: %s used %s of %s %s",
                quota.scope(),
                quota.amount(state.used()),
                quota.amount(quota.limit()),
                quota.period().words());
        String event = event(state, time);
        deliveries.forEach(delivery -> delivery.accept(event));
        try {
            records.warned(quota, time);
        }
        catch (RuntimeException e) {
            log.warn(e,
                    "That a quota of %s was told about is not recorded: after a start it is told again",
                    quota.scope());
        }
    }

    private String event(QuotaState state, Instant time)
    {
        Quota quota = state.quota();
        ObjectNode event = JsonNodeFactory.instance.objectNode()
                .put("version", "0")
                .put("id", UUID.randomUUID().toString())
                .put("detail-type", "Glaux Quota Warning")
                .put("source", "glaux")
                .put("account", account)
                .put("time", time.truncatedTo(ChronoUnit.SECONDS).toString())
                .put("region", region);
        event.putArray("resources");
        ObjectNode detail = event.putObject("detail")
                .put("versionId", "0");
        quota.scope().workgroup().ifPresent(workgroup -> detail.put("workgroupName", workgroup));
        quota.scope().user().ifPresent(user -> detail.put("userName", user));
        quota.scope().tag().ifPresent(tag -> detail.put("tagKey", tag.getKey()).put("tagValue", tag.getValue()));
        detail.put("measure", quota.measure().name())
                .put("period", quota.period().text())
                .put("limit", quota.limit())
                .put("used", state.used())
                .put("action", quota.action().name());
        quota.warnPercent().ifPresent(percent -> detail.put("warnPercent", percent));
        return event.toString();
    }
}

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

import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;

import java.math.BigDecimal;

import static java.util.Objects.requireNonNull;

/**
 * A limit on what queries use in a period. Scope, measure and period are its key.
 *
 * @param limit in units of the measure
 */
public record Quota(QuotaScope scope, QuotaMeasure measure, QuotaPeriod period, long limit, QuotaAction action)
{
    private static final int MICRO = 6;

    public Quota
    {
        requireNonNull(scope, "scope is null");
        requireNonNull(measure, "measure is null");
        requireNonNull(period, "period is null");
        requireNonNull(action, "action is null");
        if (limit < 0) {
            throw new GlauxException(ErrorCode.INVALID_INPUT, "The limit of a quota is not negative: " + limit);
        }
    }

    boolean isSameAs(Quota other)
    {
        return scope.equals(other.scope) && measure == other.measure && period.equals(other.period);
    }

    /**
     * For who runs into it.
     */
    public String exceeded()
    {
        String amount = switch (measure) {
            case BYTES -> "%,d bytes".formatted(limit);
            case MICRO_USD -> "%s USD".formatted(BigDecimal.valueOf(limit, MICRO).stripTrailingZeros().toPlainString());
            case QUERIES -> "%,d queries".formatted(limit);
        };
        return "The quota of %s is used up: %s %s. Wait, or ask an administrator for more"
                .formatted(scope, amount, period.words());
    }
}

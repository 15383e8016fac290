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
import java.util.OptionalInt;

import static java.util.Objects.requireNonNull;

/**
 * A limit on what queries use in a period. Scope, measure and period are its key.
 *
 * @param limit in units of the measure
 * @param warnPercent of the limit, at which it is told once in a period; empty to tell nothing
 */
public record Quota(
        QuotaScope scope,
        QuotaMeasure measure,
        QuotaPeriod period,
        long limit,
        QuotaAction action,
        OptionalInt warnPercent)
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
        if (warnPercent.orElse(1) < 1 || warnPercent.orElse(1) > 100) {
            throw new GlauxException(
                    ErrorCode.INVALID_INPUT,
                    "A quota warns at 1 to 100 percent, not at %s".formatted(warnPercent.getAsInt()));
        }
    }

    /**
     * One that tells when it is used up if it does nothing else.
     */
    public Quota(QuotaScope scope, QuotaMeasure measure, QuotaPeriod period, long limit, QuotaAction action)
    {
        this(scope,
                measure,
                period,
                limit,
                action,
                action == QuotaAction.WARN ? OptionalInt.of(100) : OptionalInt.empty());
    }

    /**
     * The same that tells when so much of it is used.
     */
    public Quota withWarning(int percent)
    {
        return new Quota(scope, measure, period, limit, action, OptionalInt.of(percent));
    }

    /**
     * Whether so much was used that it is time to tell.
     */
    boolean warnsAt(long used)
    {
        return warnPercent.isPresent() && used > 0 && used >= Math.ceil(limit * (warnPercent.getAsInt() / 100.0));
    }

    public boolean isSameAs(Quota other)
    {
        return scope.equals(other.scope) && measure == other.measure && period.equals(other.period);
    }

    /**
     * For who runs into it.
     */
    public String exceeded()
    {
        return "The quota of %s is used up: %s %s. Wait, or ask an administrator for more"
                .formatted(scope, amount(limit), period.words());
    }

    /**
     * An amount of what it limits, for people.
     */
    String amount(long value)
    {
        return switch (measure) {
            case BYTES -> "%,d bytes".formatted(value);
            case MICRO_USD -> "%s USD".formatted(BigDecimal.valueOf(value, MICRO).stripTrailingZeros().toPlainString());
            case QUERIES -> "%,d queries".formatted(value);
        };
    }
}

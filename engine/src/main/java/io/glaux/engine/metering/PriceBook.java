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
package io.glaux.engine.metering;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;
import io.glaux.metering.ScanCount;
import io.glaux.metering.ScanKey;
import io.glaux.metering.ScanReport;
import io.glaux.metering.Units;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static java.util.Objects.requireNonNull;

/**
 * What a workgroup's queries cost.
 *
 * @param usdPerTb price of 10^12 billed bytes, in USD
 * @param minimumBytes billed at least for a query that is not free
 * @param roundingBytes billed bytes are the next multiple of this
 * @param unitMicroUsd price of one unit in millionths of a USD, by the name of the unit, for sources that charge by
 *         units of their own
 */
public record PriceBook(
        BigDecimal usdPerTb,
        long minimumBytes,
        long roundingBytes,
        Map<String, BigDecimal> unitMicroUsd)
{
    /**
     * Athena's list price (<a href="https://aws.amazon.com/athena/pricing/">Athena pricing</a>).
     */
    public static final PriceBook DEFAULT = new PriceBook(new BigDecimal(5), 10_000_000, 1_000_000, Map.of());

    private static final int MICRO_USD_PER_BYTE_SCALE = 6;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /**
     * @throws IllegalArgumentException if a price or the minimum is negative, or the rounding not positive
     */
    public PriceBook
    {
        requireNonNull(usdPerTb, "usdPerTb is null");
        unitMicroUsd = ImmutableSortedMap.copyOf(unitMicroUsd);
        requireNotNegative(usdPerTb, "The price of a terabyte");
        unitMicroUsd.forEach((unit, price) -> requireNotNegative(price, "The price of the unit " + unit));
        if (minimumBytes < 0 || roundingBytes <= 0) {
            throw new IllegalArgumentException("The minimum is 0 bytes or more, and the rounding 1 byte or more");
        }
    }

    /**
     * What is paid for a query that is not free. A source that took a unit with a price is charged by unit only, and a
     * query that read nothing else has no minimum.
     */
    public Bill bill(ScanReport scan)
    {
        Set<String> byUnit = scan.counts().entrySet().stream()
                .filter(entry -> entry.getKey().kind().isScan() && !priced(entry.getValue().units()).isEmpty())
                .map(entry -> entry.getKey().source())
                .collect(toImmutableSet());
        Units units = priced(scan.units());
        Map<ScanKey, ScanCount> byBytes = new HashMap<>(scan.counts());
        byBytes.keySet().removeIf(key -> byUnit.contains(key.source()));
        if (byBytes.isEmpty() && !byUnit.isEmpty()) {
            return new Bill(0, units);
        }
        return new Bill(billedBytes(new ScanReport(byBytes).scannedBytes()), units);
    }

    private Units priced(Units units)
    {
        return new Units(Maps.filterKeys(units.millionths(), unitMicroUsd::containsKey));
    }

    /**
     * Bytes that are billed for a query that is not free.
     */
    public long billedBytes(long scannedBytes)
    {
        return Math.multiplyExact(
                Math.ceilDiv(Math.max(scannedBytes, minimumBytes), roundingBytes),
                roundingBytes);
    }

    /**
     * The cost in millionths of a USD; a fraction of one counts as one. Units without a price cost nothing.
     */
    public long microUsd(Bill bill)
    {
        BigDecimal cost = usdPerTb.multiply(BigDecimal.valueOf(bill.bytes(), MICRO_USD_PER_BYTE_SCALE));
        for (Map.Entry<String, BigDecimal> unit : bill.units().amounts().entrySet()) {
            BigDecimal price = unitMicroUsd.getOrDefault(unit.getKey(), BigDecimal.ZERO);
            cost = cost.add(price.multiply(unit.getValue()));
        }
        return cost.setScale(0, RoundingMode.CEILING).longValueExact();
    }

    /**
     * As {@link #read} takes it: JSON, always the same for the same book.
     */
    public String write()
    {
        ObjectNode json = MAPPER.createObjectNode()
                .put("usdPerTb", usdPerTb.toPlainString())
                .put("minimumBytes", minimumBytes)
                .put("roundingBytes", roundingBytes);
        ObjectNode units = json.putObject("unitMicroUsd");
        unitMicroUsd.forEach((unit, price) -> units.put(unit, price.toPlainString()));
        return json.toString();
    }

    static PriceBook read(String text)
    {
        try {
            JsonNode json = MAPPER.readTree(text);
            Map<String, BigDecimal> units = new TreeMap<>();
            json.required("unitMicroUsd").properties()
                    .forEach(unit -> units.put(unit.getKey(), new BigDecimal(unit.getValue().textValue())));
            return new PriceBook(
                    new BigDecimal(json.required("usdPerTb").textValue()),
                    json.required("minimumBytes").longValue(),
                    json.required("roundingBytes").longValue(),
                    units);
        }
        catch (JsonProcessingException e) {
            throw new IllegalStateException("The store holds a price book that is not its own", e);
        }
    }

    private static void requireNotNegative(BigDecimal price, String name)
    {
        if (price.signum() < 0) {
            throw new IllegalArgumentException(name + " is negative");
        }
    }
}

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
package io.glaux.host.action;

import io.glaux.host.call.CatalogCall;
import io.glaux.host.catalog.Catalogs;
import io.glaux.host.convert.Malformed;
import io.glaux.host.stream.StreamAdmission;
import io.glaux.metering.Units;
import io.glaux.protocol.Messages;
import io.glaux.protocol.UnitAmounts;
import io.glaux.protocol.v1.DrainRequest;
import io.glaux.protocol.v1.DrainResponse;
import io.glaux.protocol.v1.HealthRequest;
import io.glaux.protocol.v1.HealthResponse;
import io.glaux.protocol.v1.RateRequest;
import io.glaux.protocol.v1.RateResponse;
import io.glaux.protocol.v1.UnitAmount;
import io.glaux.source.Feature;
import org.apache.arrow.memory.BufferAllocator;

import java.time.Duration;
import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * How the host is, its end, and its share of what a catalog may take.
 */
public final class OperationActions
{
    private static final Duration FOR_EVER = Duration.ofDays(365);

    private final Catalogs catalogs;
    private final StreamAdmission admission;
    private final BufferAllocator allocator;

    public OperationActions(Catalogs catalogs, StreamAdmission admission, BufferAllocator allocator)
    {
        this.catalogs = requireNonNull(catalogs, "catalogs is null");
        this.admission = requireNonNull(admission, "admission is null");
        this.allocator = requireNonNull(allocator, "allocator is null");
    }

    public void health(byte[] body, Results results)
            throws InterruptedException
    {
        HealthRequest _ = Messages.read(HealthRequest.parser(), body, "The request of glaux.v1.health");
        boolean isDraining = admission.isDraining();
        results.send(HealthResponse.newBuilder()
                .setReady(!isDraining)
                .setDraining(isDraining)
                .setOpenStreams(admission.open())
                .setAllocatedBytes(allocator.getAllocatedMemory())
                .setBatchesMade(admission.batchesMade())
                .build());
    }

    public void drain(byte[] body, Results results)
            throws InterruptedException
    {
        DrainRequest _ = Messages.read(DrainRequest.parser(), body, "The request of glaux.v1.drain");
        admission.drain();
        boolean _ = admission.awaitNoneOpen(FOR_EVER);
        results.send(DrainResponse.getDefaultInstance());
    }

    public void rate(byte[] body, Results results)
            throws InterruptedException
    {
        RateRequest request = Messages.read(RateRequest.parser(), body, "The request of glaux.v1.rate");
        CatalogCall call = CatalogCall.of(request.getContext(), catalogs);
        call.catalog().ensureCan(Feature.RATE_LIMIT, "a limit of what is taken in a second");
        UnitAmount share = request.getPerSecond();
        Units perSecond = new Units(UnitAmounts.read(List.of(share)));
        Duration validity = Duration.ofMillis(Integer.toUnsignedLong(request.getValidMillis()));
        if (validity.isZero()) {
            throw Malformed.request("A share of a rate is valid for some time");
        }
        call.catalog().limitRate(perSecond, validity);
        results.send(RateResponse.newBuilder()
                .setUsed(UnitAmount.newBuilder()
                        .setUnit(share.getUnit())
                        .setMillionths(call.catalog().takeUsed(share.getUnit())))
                .build());
    }
}

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
package io.glaux.conformance;

import io.glaux.protocol.ErrorDetails;
import io.glaux.protocol.v1.ErrorDetail;
import org.apache.arrow.flight.ErrorFlightMetadata;
import org.apache.arrow.flight.FlightRuntimeException;

import java.util.Optional;

/**
 * A call that the host ended with an error.
 */
public final class HostFailureException
        extends RuntimeException
{
    private final transient Optional<ErrorDetail> detail;
    private final String status;

    private HostFailureException(String message, FlightRuntimeException cause, Optional<ErrorDetail> detail)
    {
        super(message, cause);
        this.detail = detail;
        this.status = cause.status().code().name();
    }

    static HostFailureException of(FlightRuntimeException failure)
    {
        Optional<ErrorDetail> detail = Optional.ofNullable(failure.status().metadata())
                .flatMap(metadata -> ErrorDetails.find(name -> trailer(metadata, name)));
        String message = detail
                .map(one -> "%s: %s".formatted(one.getCode(), one.getMessage()))
                .orElseGet(() -> "%s without a detail: %s".formatted(
                        failure.status().code(),
                        failure.status().description()));
        return new HostFailureException(message, failure, detail);
    }

    private static byte[] trailer(ErrorFlightMetadata metadata, String name)
    {
        return metadata.containsKey(name) ? metadata.getByte(name) : null;
    }

    /**
     * @return empty if the host sent none, or none that can be read
     */
    public Optional<ErrorDetail> detail()
    {
        return detail;
    }

    /**
     * The code of the detail; empty text without one.
     */
    public String code()
    {
        return detail.map(ErrorDetail::getCode).orElse("");
    }

    /**
     * As Arrow Flight's Java names it.
     */
    public String status()
    {
        return status;
    }
}

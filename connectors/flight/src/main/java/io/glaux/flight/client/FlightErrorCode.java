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
package io.glaux.flight.client;

import io.trino.spi.ErrorCode;
import io.trino.spi.ErrorCodeSupplier;
import io.trino.spi.ErrorType;

import static io.trino.spi.ErrorType.EXTERNAL;
import static io.trino.spi.ErrorType.INSUFFICIENT_RESOURCES;
import static io.trino.spi.ErrorType.INTERNAL_ERROR;
import static io.trino.spi.ErrorType.USER_ERROR;

/**
 * Error codes of federated catalogs, from 0x0601_0000: the lake's are before.
 */
public enum FlightErrorCode
        implements ErrorCodeSupplier
{
    /**
     * The statement is wrong for the source, or its user may not.
     */
    GLAUX_SOURCE_REFUSED(0, USER_ERROR),
    GLAUX_SOURCE_FAILED(1, EXTERNAL),
    /**
     * A limit of the source or of its host.
     */
    GLAUX_SOURCE_RESOURCES(2, INSUFFICIENT_RESOURCES),
    /**
     * The host failed, or does not keep to the protocol.
     */
    GLAUX_HOST_FAILED(3, INTERNAL_ERROR),
    /**
     * The host does not answer, is going away, or does not let the engine in.
     */
    GLAUX_HOST_UNAVAILABLE(4, EXTERNAL),
    /**
     * What came cannot be rows of the table.
     */
    GLAUX_INVALID_BATCH(5, INTERNAL_ERROR),
    /**
     * A stream broke off and cannot be read on: the query can be run again.
     */
    GLAUX_STREAM_BROKEN(6, EXTERNAL),
    /**
     * It is not known whether a write was carried out.
     */
    GLAUX_WRITE_UNKNOWN(7, EXTERNAL),
    GLAUX_SCAN_REFUSED(8, INSUFFICIENT_RESOURCES);

    private static final int BASE = 0x0601_0000;

    private final int code;
    private final ErrorType type;

    FlightErrorCode(int code, ErrorType type)
    {
        this.code = BASE + code;
        this.type = type;
    }

    @Override
    public ErrorCode toErrorCode()
    {
        return new ErrorCode(code, name(), type);
    }
}

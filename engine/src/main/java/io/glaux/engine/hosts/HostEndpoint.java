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
package io.glaux.engine.hosts;

import com.google.common.net.InetAddresses;

import static java.util.Objects.requireNonNull;

/**
 * Where a host listens.
 *
 * @param address an IP address
 */
public record HostEndpoint(long pid, String address, int port)
{
    public HostEndpoint
    {
        requireNonNull(address, "address is null");
    }

    /**
     * For instance {@code grpc+tls://127.0.0.1:40123}.
     */
    public String url()
    {
        return "grpc+tls://%s:%s".formatted(InetAddresses.toUriString(InetAddresses.forString(address)), port);
    }
}

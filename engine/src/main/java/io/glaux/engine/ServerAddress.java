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
package io.glaux.engine;

import com.google.common.net.InetAddresses;
import io.glaux.engine.config.GlauxConfig;
import io.glaux.engine.instance.StartFailedException;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.SocketException;

import static java.util.Comparator.comparingInt;

/**
 * The addresses of this server.
 */
final class ServerAddress
{
    private ServerAddress() {}

    /**
     * Where the other servers of the cluster reach this one: as configured, else the address that it listens on, else
     * the machine's.
     */
    static String advertised(GlauxConfig config)
    {
        return config.getAdvertisedAddress()
                .orElseGet(() -> isWildcard(config.getBindAddress()) ? machineAddress() : config.getBindAddress());
    }

    /**
     * Where clients on this machine reach this server.
     */
    static String local(GlauxConfig config)
    {
        return isWildcard(config.getBindAddress()) ? "127.0.0.1" : config.getBindAddress();
    }

    /**
     * The same as it stands in a URL: an IPv6 address in brackets.
     */
    static String localInUrl(GlauxConfig config)
    {
        return InetAddresses.toUriString(InetAddresses.forString(local(config)));
    }

    /**
     * @throws StartFailedException if another process listens on the port already
     */
    static void requireFree(GlauxConfig config, String key, int port)
    {
        if (port == 0) {
            return;
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(config.getBindAddress(), port));
        }
        catch (IOException e) {
            throw new StartFailedException(
                    ("port %s of %s is in use: stop what listens there, or choose another with --set %s=PORT (0 for " +
                    "any free one)").formatted(
                            port,
                            config.getBindAddress(),
                            key),
                    e);
        }
    }

    private static boolean isWildcard(String address)
    {
        return InetAddresses.forString(address).isAnyLocalAddress();
    }

    /**
     * What the machine's name stands for, or, where that is the loopback as on Debian, the address of an interface. A
     * machine without a network has its loopback only, where it needs no other.
     */
    private static String machineAddress()
    {
        try {
            InetAddress named = InetAddress.getLocalHost();
            if (!named.isLoopbackAddress()) {
                return named.getHostAddress();
            }
            return NetworkInterface.networkInterfaces()
                    .filter(ServerAddress::isUp)
                    .sorted(comparingInt(NetworkInterface::getIndex))
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress()
                            && !address.isLinkLocalAddress())
                    .findFirst()
                    .orElse(named)
                    .getHostAddress();
        }
        catch (IOException e) {
            throw new StartFailedException("the address of this machine is not known: set advertised.address", e);
        }
    }

    private static boolean isUp(NetworkInterface network)
    {
        try {
            return network.isUp() && !network.isVirtual();
        }
        catch (SocketException _) {
            // it went away meanwhile
            return false;
        }
    }
}

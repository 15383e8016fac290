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
package io.glaux.embedded.s3;

import jakarta.servlet.DispatcherType;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.gaul.shaded.org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.gaul.shaded.org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.gaul.shaded.org.eclipse.jetty.server.Server;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Starts the server. The one door of this module.
 */
public final class EmbeddedS3Server
{
    /**
     * The server logs each request below WARNING, which costs five times the request. Held here, since a logger that
     * nobody holds loses its level.
     */
    private static final List<Logger> QUIET =
            List.of(Logger.getLogger("org.gaul.s3proxy"), Logger.getLogger("org.gaul.shaded"));

    private EmbeddedS3Server() {}

    /**
     * Starts a server that answers requests signed by SigV4 with the given key.
     *
     * @param address to listen on
     * @param port 0 for any free one
     * @param data the folder of the buckets, each a folder in it; it must be on a file system with user extended
     *         attributes
     * @return the port, and what stops the server
     */
    public static Map.Entry<Integer, AutoCloseable> start(
            String address,
            int port,
            Path data,
            String accessKey,
            String secretKey)
            throws Exception
    {
        QUIET.forEach(logger -> logger.setLevel(Level.WARNING));
        ClassLoader outer = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(EmbeddedS3Server.class.getClassLoader());
        try {
            Files.createDirectories(data);
            StagedBlobStore.sweep(data);
            S3Proxy server = S3Proxy.builder()
                    .blobStore(new StagedBlobStore(new FilesystemNio2BlobStore(data.toString()), data))
                    .endpoint(new URI("http", null, address, port, null, null, null))
                    .awsAuthentication(AuthenticationType.AWS_V4, accessKey, secretKey)
                    .ignoreUnknownHeaders(true)
                    .build();
            readWholeBodies(server);
            server.start();
            return Map.entry(server.getPort(), server::stop);
        }
        finally {
            Thread.currentThread().setContextClassLoader(outer);
        }
    }

    /**
     * s3proxy does not give its server away, so it is read from the field, which an upgrade has to look at.
     */
    private static void readWholeBodies(S3Proxy proxy)
            throws ReflectiveOperationException
    {
        VarHandle field = MethodHandles.privateLookupIn(S3Proxy.class, MethodHandles.lookup())
                .findVarHandle(S3Proxy.class, "server", Server.class);
        ((Server) field.get(proxy)).getDescendant(ServletContextHandler.class)
                .addFilter(new FilterHolder(new WholeBodyFilter()), "/*", EnumSet.of(DispatcherType.REQUEST));
    }
}

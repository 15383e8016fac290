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
package io.glaux.host.log;

import java.io.UnsupportedEncodingException;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Sends the log of this process to its standard error.
 */
public final class HostLogging
{
    private static final List<String> LIBRARIES =
            List.of("io.grpc", "io.netty", "org.apache.arrow", "software.amazon.awssdk");

    private HostLogging() {}

    public static void install()
    {
        Logger root = Logger.getLogger("");
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        root.addHandler(new StandardError());
        root.setLevel(Level.INFO);
        // what libraries tell below a warning may be whole requests
        for (String name : LIBRARIES) {
            KeptLoggers.keep(name).setLevel(Level.WARNING);
        }
    }

    private static final class StandardError
            extends StreamHandler
    {
        private StandardError()
        {
            super(System.err, new JsonLines());
            try {
                setEncoding(UTF_8.name());
            }
            catch (UnsupportedEncodingException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public synchronized void publish(LogRecord event)
        {
            super.publish(event);
            flush();
        }
    }
}

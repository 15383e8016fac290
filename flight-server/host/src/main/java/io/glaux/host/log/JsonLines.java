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

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glaux.host.configuration.ConfigurationException;
import io.glaux.protocol.ProtocolException;
import io.glaux.source.SourceException;

import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/**
 * A line of JSON for each event. Of an exception it has the class and the stack. The message only when it is one of
 * ours: anybody else's may quote a value or a password.
 */
final class JsonLines
        extends Formatter
{
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int MAX_FRAMES = 60;
    private static final int MAX_CAUSES = 8;

    @Override
    public String format(LogRecord event)
    {
        ObjectNode line = MAPPER.createObjectNode();
        line.put("time", event.getInstant().toString());
        line.put("level", event.getLevel().getName());
        line.put("logger", event.getLoggerName());
        line.put("thread", event.getLongThreadID());
        line.put("message", formatMessage(event));
        if (event.getThrown() != null) {
            describe(event.getThrown(), line.putArray("exceptions"));
        }
        try {
            return MAPPER.writeValueAsString(line) + "\n";
        }
        catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void describe(Throwable thrown, ArrayNode exceptions)
    {
        Throwable current = thrown;
        while (current != null && exceptions.size() < MAX_CAUSES) {
            ObjectNode exception = exceptions.addObject();
            exception.put("type", current.getClass().getName());
            if (isOurs(current)) {
                exception.put("message", current.getMessage());
            }
            ArrayNode stack = exception.putArray("stack");
            for (StackTraceElement frame : current.getStackTrace()) {
                if (stack.size() == MAX_FRAMES) {
                    break;
                }
                stack.add(frame.toString());
            }
            current = current.getCause();
        }
    }

    private static boolean isOurs(Throwable thrown)
    {
        return thrown instanceof SourceException
                || thrown instanceof ProtocolException
                || thrown instanceof ConfigurationException;
    }
}

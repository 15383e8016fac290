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
package io.glaux.engine.aws;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

import java.nio.ByteBuffer;

/**
 * What is no HTTP, or has a path that leads out of its root, is refused before it is known whom it asks: the answer is
 * S3's, whose requests are those with paths, in place of a web server's page.
 */
final class RefusedRequests
        implements Request.Handler
{
    private static final int BAD_REQUEST = 400;

    @Override
    public boolean handle(Request request, Response response, Callback callback)
    {
        boolean client = response.getStatus() >= BAD_REQUEST && response.getStatus() < 500;
        XmlText xml = new XmlText();
        xml.open("Error");
        xml.element("Code", client ? "InvalidURI" : "InternalError");
        xml.element("Message", client ? "Couldn't parse the specified URI."
                : "We encountered an internal error. Please try again.");
        xml.close("Error");
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/xml");
        response.write(true, ByteBuffer.wrap(xml.bytes()), callback);
        return true;
    }
}

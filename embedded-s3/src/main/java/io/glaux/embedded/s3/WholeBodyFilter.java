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

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

import java.io.IOException;

import static java.util.Objects.requireNonNull;

/**
 * Reads each request to its end. s3proxy reads as many bytes as an object has, and leaves what frames the last of its
 * signed chunks; of an empty object it reads nothing. When that rest has not arrived yet, Jetty closes the connection
 * after an answer that does not say so, and the client's next request on it is lost.
 */
final class WholeBodyFilter
        implements Filter
{
    /**
     * More than the signatures of a last chunk take. A body that was refused is not worth being waited for.
     */
    private static final int LONGEST_REST = 64 * 1024;

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException
    {
        chain.doFilter(new WholeBodyRequest((HttpServletRequest) request), response);
    }

    private static final class WholeBodyRequest
            extends HttpServletRequestWrapper
    {
        private WholeBodyRequest(HttpServletRequest request)
        {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream()
                throws IOException
        {
            return new WholeBody(super.getInputStream());
        }
    }

    private static final class WholeBody
            extends ServletInputStream
    {
        private final ServletInputStream body;

        private WholeBody(ServletInputStream body)
        {
            this.body = requireNonNull(body, "body is null");
        }

        @Override
        public int read()
                throws IOException
        {
            return body.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length)
                throws IOException
        {
            return body.read(bytes, offset, length);
        }

        @Override
        public int available()
                throws IOException
        {
            return body.available();
        }

        @Override
        public void close()
                throws IOException
        {
            try (body) {
                body.readNBytes(LONGEST_REST);
            }
        }

        @Override
        public boolean isFinished()
        {
            return body.isFinished();
        }

        @Override
        public boolean isReady()
        {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener)
        {
            body.setReadListener(listener);
        }
    }
}

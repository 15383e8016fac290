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

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Set;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * How a service writes its errors.
 */
public enum AwsProtocol
{
    /**
     * AWS JSON 1.1: {@code {"__type":"InvalidRequestException","Message":"..."}}. The header {@code x-amzn-errortype}
     * is left out, as Athena and Glue do.
     */
    JSON {
        @Override
        String contentType()
        {
            return JSON_CONTENT_TYPE;
        }

        @Override
        SignatureErrors signatureErrors()
        {
            return ServiceSignatureErrors.JSON;
        }

        @Override
        byte[] body(AwsException error, String requestId, String resource)
        {
            ObjectNode json = MAPPER.createObjectNode();
            json.put("__type", error.type());
            error.members().forEach(json::put);
            if (error.getMessage() != null) {
                json.put(FRONT_DOOR.contains(error.type()) ? "message" : "Message", error.getMessage());
            }
            return json.toString().getBytes(UTF_8);
        }
    },

    /**
     * The query protocol of STS: an ErrorResponse in XML.
     */
    QUERY {
        @Override
        String contentType()
        {
            return "text/xml";
        }

        @Override
        SignatureErrors signatureErrors()
        {
            return ServiceSignatureErrors.QUERY;
        }

        @Override
        byte[] body(AwsException error, String requestId, String resource)
        {
            XmlText xml = new XmlText();
            xml.open("ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"");
            xml.open("Error");
            xml.element("Type", error.status() >= 500 ? "Receiver" : "Sender");
            xml.element("Code", error.type());
            xml.element("Message", String.valueOf(error.getMessage()));
            xml.close("Error");
            xml.element("RequestId", requestId);
            xml.close("ErrorResponse");
            return xml.bytes();
        }
    },

    /**
     * S3's XML errors.
     */
    S3 {
        @Override
        String contentType()
        {
            return "application/xml";
        }

        @Override
        SignatureErrors signatureErrors()
        {
            return S3SignatureErrors.INSTANCE;
        }

        @Override
        byte[] body(AwsException error, String requestId, String resource)
        {
            XmlText xml = new XmlText();
            xml.open("Error");
            xml.element("Code", error.type());
            xml.element("Message", String.valueOf(error.getMessage()));
            error.members().forEach(xml::element);
            xml.element("Resource", resource);
            xml.element("RequestId", requestId);
            xml.close("Error");
            return xml.bytes();
        }
    };

    static final String JSON_CONTENT_TYPE = "application/x-amz-json-1.1";

    /**
     * The errors of the layer in front of AWS's JSON services, which writes its member in lower case.
     */
    private static final Set<String> FRONT_DOOR = Set.of(
            "IncompleteSignatureException",
            "InvalidSignatureException",
            "MissingAuthenticationTokenException",
            "UnrecognizedClientException");

    private static final ObjectMapper MAPPER = new ObjectMapper();

    abstract String contentType();

    abstract SignatureErrors signatureErrors();

    /**
     * For a failure of ours that no table translates; what failed is in the log under the id of the request.
     */
    AwsException internalError()
    {
        return new AwsException(
                500,
                this == S3 ? "InternalError" : "InternalFailure",
                "We encountered an internal error. Please try again.");
    }

    abstract byte[] body(AwsException error, String requestId, String resource);

    /**
     * @param resource the path of the request, percent-encoded
     */
    void write(AwsException error, String requestId, String resource, AwsResponse response)
            throws IOException
    {
        byte[] body = body(error, requestId, resource);
        response.status(error.status());
        response.header("Content-Type", contentType());
        response.header("Content-Length", Integer.toString(body.length));
        try (OutputStream out = response.body()) {
            out.write(body);
        }
    }
}

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

import io.glaux.engine.identity.Principal;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Set;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * STS: tells a caller who they are
 * (<a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html">GetCallerIdentity</a>).
 * Sessions and roles do not exist here, so operations that would make one are refused.
 */
public final class StsService
        implements AwsService
{
    private static final String XMLNS = "xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"";
    private static final Set<String> SESSIONS = Set.of(
            "AssumeRole",
            "AssumeRoleWithSAML",
            "AssumeRoleWithWebIdentity",
            "AssumeRoot",
            "GetFederationToken",
            "GetSessionToken");

    @Override
    public String signingName()
    {
        return "sts";
    }

    @Override
    public AwsProtocol protocol()
    {
        return AwsProtocol.QUERY;
    }

    @Override
    public void handle(AwsRequest request, AwsResponse response)
            throws IOException
    {
        String form = request.method().equals("POST") ? new String(request.body().readAllBytes(), UTF_8)
                : request.query();
        String action = new RequestHead(request.method(), request.path(), form, Map.of()).parameter("Action")
                .orElse("");
        if (action.equals("GetCallerIdentity")) {
            answer(request, response);
            return;
        }
        if (SESSIONS.contains(action)) {
            throw new AwsException(
                    403,
                    "AccessDenied",
                    ("User: %s is not authorized to perform: sts:%s: Glaux has users with "
                            + "access keys, no roles and no sessions").formatted(request.principal().arn(), action));
        }
        if (action.isEmpty()) {
            throw new AwsException(400, "MissingAction", "The request is missing an action or a required parameter.");
        }
        throw new AwsException(
                400,
                "InvalidAction",
                "Could not find operation %s for version 2011-06-15".formatted(action));
    }

    private static void answer(AwsRequest request, AwsResponse response)
            throws IOException
    {
        Principal principal = request.principal();
        XmlText xml = new XmlText();
        xml.open("GetCallerIdentityResponse " + XMLNS);
        xml.open("GetCallerIdentityResult");
        xml.element("Arn", principal.arn());
        xml.element("UserId", principal.user());
        xml.element("Account", principal.account());
        xml.close("GetCallerIdentityResult");
        xml.open("ResponseMetadata");
        xml.element("RequestId", request.requestId());
        xml.close("ResponseMetadata");
        xml.close("GetCallerIdentityResponse");
        byte[] body = xml.bytes();
        response.status(200);
        response.header("Content-Type", "text/xml");
        response.header("Content-Length", Integer.toString(body.length));
        try (OutputStream out = response.body()) {
            out.write(body);
        }
    }
}

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

import io.glaux.engine.config.GlauxConfig;
import io.glaux.engine.instance.InstanceReport;
import io.glaux.engine.tls.OwnCertificate;
import io.glaux.engine.tls.ServerCertificates;

import java.util.List;

/**
 * Which certificate the server shows: one's own by configuration, else that of the local authority.
 */
final class Tls
{
    private Tls() {}

    static void prepare(GlauxConfig config, ServerCertificates certificates, InstanceReport report)
    {
        if (config.getTlsCertificate().isPresent()) {
            OwnCertificate own =
                    OwnCertificate.read(config.getTlsCertificate().get(), config.getTlsKey().orElseThrow());
            certificates.useOwn(own);
            own.nameInsteadOf(ServerAddress.local(config)).ifPresent(report::httpsAddress);
        }
        else {
            certificates.prepare(List.of(ServerAddress.local(config), ServerAddress.advertised(config)));
        }
    }
}

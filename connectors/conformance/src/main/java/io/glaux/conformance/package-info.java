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
/**
 * Checks any host of sources against the specification, docs/spec/federation.md, by speaking the protocol to it as an
 * engine does. {@link io.glaux.conformance.Conformance} has the checks, {@link io.glaux.conformance.TestedHost} is what
 * they need to know of a host, and {@link io.glaux.conformance.Main} runs them from a command line.
 */
package io.glaux.conformance;

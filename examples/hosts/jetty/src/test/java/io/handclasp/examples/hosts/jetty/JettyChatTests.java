package io.handclasp.examples.hosts.jetty;

import io.handclasp.core.time.TimeSource;
import io.handclasp.examples.hosts.ChatSettings;
import io.handclasp.examples.hosts.RunningChat;
import io.handclasp.examples.hosts.contract.HostContract;

class JettyChatTests extends HostContract {
    @Override
    protected RunningChat start(ChatSettings settings, TimeSource timeSource) throws Exception {
        return JettyChat.start(settings, timeSource);
    }
}

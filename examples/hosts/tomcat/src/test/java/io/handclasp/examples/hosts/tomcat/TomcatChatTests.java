package io.handclasp.examples.hosts.tomcat;

import io.handclasp.core.time.TimeSource;
import io.handclasp.examples.hosts.ChatSettings;
import io.handclasp.examples.hosts.RunningChat;
import io.handclasp.examples.hosts.contract.HostContract;

class TomcatChatTests extends HostContract {
    @Override
    protected RunningChat start(ChatSettings settings, TimeSource timeSource) throws Exception {
        return TomcatChat.start(settings, timeSource);
    }
}

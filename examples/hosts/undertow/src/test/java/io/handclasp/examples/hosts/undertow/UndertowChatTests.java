package io.handclasp.examples.hosts.undertow;

import io.handclasp.core.time.TimeSource;
import io.handclasp.examples.hosts.ChatSettings;
import io.handclasp.examples.hosts.RunningChat;
import io.handclasp.examples.hosts.contract.HostContract;

class UndertowChatTests extends HostContract {
    @Override
    protected RunningChat start(ChatSettings settings, TimeSource timeSource) throws Exception {
        return UndertowChat.start(settings, timeSource);
    }
}

package io.handclasp.examples.hosts.springboot;

import io.handclasp.core.time.TimeSource;
import io.handclasp.examples.hosts.ChatSettings;
import io.handclasp.examples.hosts.RunningChat;
import io.handclasp.examples.hosts.contract.HostContract;
import java.util.Map;

class SpringBootChatTests extends HostContract {
    @Override
    protected RunningChat start(ChatSettings settings, TimeSource timeSource) {
        return SpringBootChat.start(settings, timeSource, Map.of());
    }

    /** The interceptor judges before the upgrade. */
    @Override
    protected String refusal(int httpStatus, int closeCode) {
        return "status " + httpStatus;
    }

    @Override
    protected String healthPath() {
        return "/actuator/health";
    }
}

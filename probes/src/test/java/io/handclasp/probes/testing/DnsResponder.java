package io.handclasp.probes.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A small DNS server on loopback: fixed records, NXDOMAIN for the rest, silence or SERVFAIL where it is told so. */
public final class DnsResponder implements AutoCloseable {
    private final DatagramSocket socket;
    private final Thread thread;
    private final Map<String, List<String>> records = new ConcurrentHashMap<>();

    public DnsResponder() throws IOException {
        socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        thread = new Thread(this::serve, "dns-responder");
        thread.start();
    }

    /** Sets the addresses of a name; an empty list is a name without any. {@code hang} and {@code fail} do as they say. */
    public DnsResponder with(String name, String... addresses) {
        records.put(name, List.of(addresses));
        return this;
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    private void serve() {
        byte[] buffer = new byte[1_500];
        while (!socket.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                byte[] answer = answer(Arrays.copyOf(packet.getData(), packet.getLength()));
                if (answer.length > 0) {
                    socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            } catch (IOException closing) {
                return;
            }
        }
    }

    private byte[] answer(byte[] question) throws IOException {
        StringBuilder name = new StringBuilder();
        int at = 12;
        while (question[at] != 0) {
            name.append(name.length() == 0 ? "" : ".")
                    .append(new String(question, at + 1, question[at], StandardCharsets.US_ASCII));
            at += question[at] + 1;
        }
        int end = at + 5;
        int type = question[at + 2];
        List<String> known = records.get(name.toString());
        if (known != null && known.contains("hang")) {
            return new byte[0];
        }
        int code = known == null ? 3 : known.contains("fail") ? 2 : 0;
        ByteArrayOutputStream answers = new ByteArrayOutputStream();
        int count = 0;
        for (String each : known == null || code != 0 ? List.<String>of() : known) {
            byte[] address = InetAddress.getByName(each).getAddress();
            if (address.length == (type == 1 ? 4 : 16)) {
                count++;
                answers.writeBytes(
                        new byte[] {(byte) 0xc0, 12, 0, (byte) type, 0, 1, 0, 0, 0, 1, 0, (byte) address.length});
                answers.writeBytes(address);
            }
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(new byte[] {
            question[0], question[1], (byte) 0x81, (byte) (0x80 | code), 0, 1, 0, (byte) count, 0, 0, 0, 0
        });
        all.write(question, 12, end - 12);
        all.writeBytes(answers.toByteArray());
        return all.toByteArray();
    }

    @Override
    public void close() {
        socket.close();
        Joining.join(thread);
    }
}

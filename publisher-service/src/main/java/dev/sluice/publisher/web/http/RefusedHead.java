package dev.sluice.publisher.web.http;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.sluice.service.http.Refusal;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslHandler;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The last answer of a connection, to a request that the service never sees; with the body of all refusals. */
final class RefusedHead {
    /** A client that is still sending finds the answer before the connection is gone. */
    private static final int LINGER_SECONDS = 1;

    private RefusedHead() {}

    /** Over TLS, if the connection has it. */
    static void answer(ChannelHandlerContext context, Refusal refusal) {
        answer(context, refusal, context.pipeline().get(SslHandler.class));
    }

    /** To a client that does not know of TLS; the context's place is before that of TLS. */
    static void answerPlainly(ChannelHandlerContext context, Refusal refusal) {
        answer(context, refusal, null);
    }

    private static void answer(ChannelHandlerContext context, Refusal refusal, @Nullable SslHandler tls) {
        Channel channel = context.channel();
        context.writeAndFlush(bytes(context, text(refusal, tls != null))).addListener(written -> {
            if (tls != null) {
                tls.closeOutbound();
            } else if (channel instanceof SocketChannel socket) {
                socket.shutdownOutput();
            }
            Runnable close = channel::close;
            channel.eventLoop().schedule(close, LINGER_SECONDS, TimeUnit.SECONDS);
        });
    }

    private static ByteBuf bytes(ChannelHandlerContext context, String text) {
        return ByteBufUtil.writeUtf8(context.alloc(), text);
    }

    private static String text(Refusal refusal, boolean isSecure) {
        int status = refusal.problem().status();
        String body = "{\"code\":" + status + ",\"message\":"
                + quoted(refusal.problem().message()) + ",\"description\":" + quoted(refusal.description())
                + ",\"moreInfo\":\"\",\"error\":[]}";
        return "HTTP/1.1 " + status + ' ' + refusal.problem().message() + "\r\n"
                + "Content-Type: application/json\r\n"
                + "X-Content-Type-Options: nosniff\r\n"
                + (isSecure ? "Strict-Transport-Security: max-age=31536000\r\n" : "")
                + "Connection: close\r\n"
                + "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n"
                + body;
    }

    private static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }
}

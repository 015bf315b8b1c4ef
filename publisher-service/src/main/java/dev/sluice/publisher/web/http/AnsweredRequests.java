package dev.sluice.publisher.web.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;

/** Counts the answers of a connection, so that no refusal is taken for the answer to another request. Confined to its event loop. */
final class AnsweredRequests extends ChannelOutboundHandlerAdapter {
    private long answers;

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        boolean isInterim =
                message instanceof HttpResponse answer && answer.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        if (message instanceof LastHttpContent && !isInterim) {
            answers++;
        }
        context.write(message, promise);
    }

    long count() {
        return answers;
    }
}

package dev.sluice.gateway.server;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** How many records the gateway of this JVM has read of event topics, as its consumers count them. */
final class ConsumedRecords {
    private static final String METRICS = "kafka.consumer:type=consumer-fetch-manager-metrics,client-id=";

    private ConsumedRecords() {}

    static long soFar() throws JMException {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        double records = 0;
        for (String clients : new String[] {"gateway-tail", "gateway-replay-*"}) {
            for (ObjectName name : beans.queryNames(new ObjectName(METRICS + clients), null)) {
                records += (double) beans.getAttribute(name, "records-consumed-total");
            }
        }
        return Math.round(records);
    }
}

package vn.phien.http;

import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import io.vertx.micrometer.VertxPrometheusOptions;
import vn.phien.base.Meters;

/** What Prometheus reads. */
public final class Metrics {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Meters meters = new Meters(registry);

    public Metrics() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        @SuppressWarnings("resource") // lives as long as the process
        var gc = new JvmGcMetrics();
        gc.bindTo(registry);
    }

    public Meters meters() {
        return meters;
    }

    /** Lets Vert.x count into the same registry: {@code metrics.on(Vertx.builder(), options).build()}. */
    public VertxBuilder on(VertxBuilder builder, VertxOptions options) {
        options.setMetricsOptions(new MicrometerMetricsOptions().setEnabled(true).setPrometheusOptions(new VertxPrometheusOptions().setEnabled(true))
            .addDisabledMetricsCategory(MetricsDomain.HTTP_CLIENT.toCategory()).addDisabledMetricsCategory(MetricsDomain.NET_CLIENT.toCategory())
            .addDisabledMetricsCategory(MetricsDomain.EVENT_BUS.toCategory())
            // Vert.x counts only once it has bound the port: a connection that came in that very moment was never answered. Edge counts requests.
            .addDisabledMetricsCategory(MetricsDomain.HTTP_SERVER.toCategory()).addDisabledMetricsCategory(MetricsDomain.NET_SERVER.toCategory()));
        return builder.with(options).withMetrics(new MicrometerMetricsFactory(registry));
    }

    /** Everything, in the text form of Prometheus. */
    String text() {
        return registry.scrape();
    }
}

package io.handclasp.probes.report;

import io.handclasp.core.Status;

/**
 * The formats that health is written in. All of them answer with 200 when the status of the whole is PASS or WARN, and with 503
 * when it is FAIL or UNKNOWN: where nobody can tell, nothing is said to be well.
 */
public final class HealthFormats {
    private HealthFormats() {}

    /**
     * MicroProfile Health 4.0. A check is a probe that counts for the whole: skipped and informational ones are left out, as
     * the format has no word for them. A check is {@code UP} when its probe does not keep the service from its work; what was
     * really seen stands in its data.
     *
     * @return the format
     */
    public static HealthFormat microProfile() {
        return new MicroProfileFormat();
    }

    /**
     * Spring Boot Actuator's health endpoint, with details. A warning is {@code UP}, and what could not be judged is
     * {@code UNKNOWN}; what was really seen stands in the details. Unlike Spring's own endpoint, {@code UNKNOWN} as a whole
     * answers with 503.
     *
     * @return the format
     */
    public static HealthFormat springActuator() {
        return new SpringActuatorFormat();
    }

    /**
     * The IETF draft "Health Check Response Format for HTTP APIs" (draft-inadarei-api-health-check-06), without a description of
     * the service.
     *
     * @return the format
     */
    public static HealthFormat ietf() {
        return ietf(ServiceInfo.none());
    }

    /**
     * The IETF draft "Health Check Response Format for HTTP APIs" (draft-inadarei-api-health-check-06). What could not be judged
     * is {@code fail}, and what was skipped {@code warn}: the draft knows no other words, and neither passed.
     *
     * @param service what the answer says of the service
     * @return the format
     */
    public static HealthFormat ietf(ServiceInfo service) {
        return new IetfFormat(service);
    }

    static int httpStatus(Status whole) {
        return isServing(whole) ? 200 : 503;
    }

    static boolean isServing(Status status) {
        return status == Status.PASS || status == Status.WARN;
    }
}

package dev.sluice.gateway.control;

/** Called after a change is in force, on a control reader's thread: hand over and return. */
public interface ControlListener {
    /** {@link ControlPlane#routes} has changed. */
    void onApisChanged();

    /** Rights have changed. */
    void onAccessChanged();
}

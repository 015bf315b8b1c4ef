package dev.sluice.publisher.api.deployment;

/** Which revisions a list shows. */
enum RevisionFilter {
    ALL("all"),
    DEPLOYED("deployed:true"),
    UNDEPLOYED("deployed:false");

    private final String text;

    RevisionFilter(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    boolean shows(boolean isDeployed) {
        return switch (this) {
            case ALL -> true;
            case DEPLOYED -> isDeployed;
            case UNDEPLOYED -> !isDeployed;
        };
    }
}

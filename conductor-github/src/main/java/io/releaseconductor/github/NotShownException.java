package io.releaseconductor.github;

/** Why GitHub does not show something of a deployment, for people and without a full stop. */
final class NotShownException extends Exception {

    private static final long serialVersionUID = 1L;

    NotShownException(String reason) {
        super(reason);
    }

    @Override
    public String getMessage() {
        String message = super.getMessage();
        return message == null ? "" : message;
    }
}

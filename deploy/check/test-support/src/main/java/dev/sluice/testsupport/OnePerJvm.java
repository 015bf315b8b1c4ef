package dev.sluice.testsupport;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Objects;

/**
 * Reaches the one copy of a class that a test JVM shares. Quarkus loads test classes several times, in class loaders that it
 * closes with an application; a server whose classes came from such a loader would be started twice and then fail.
 */
final class OnePerJvm {
    private OnePerJvm() {}

    /**
     * The answer of a static method without parameters, of that class as the system class loader knows it.
     *
     * @throws IllegalStateException with the reason in its message, at each call, if the class cannot be initialised
     */
    static <T> T ask(Class<?> owner, String method, Class<T> answer) {
        ClassLoader system = ClassLoader.getSystemClassLoader();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(system); // threads that start now keep it for their life
        try {
            Method found = Class.forName(owner.getName(), true, system).getDeclaredMethod(method);
            found.setAccessible(true);
            return answer.cast(found.invoke(null));
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(owner.getSimpleName() + "." + method + " failed", e.getCause());
        } catch (LinkageError e) {
            Throwable reason = Objects.requireNonNullElse(e.getCause(), e);
            throw new IllegalStateException(
                    owner.getSimpleName() + "." + method + " failed: " + reason.getMessage(), reason);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(owner.getName() + " is not on the class path of the JVM", e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}

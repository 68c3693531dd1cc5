namespace DeepQ.Environments.Checking;

/// <summary>An environment threw where it must not; the check cannot go on.</summary>
internal sealed class EnvironmentFailureException(string message, Exception inner) : Exception(message, inner);

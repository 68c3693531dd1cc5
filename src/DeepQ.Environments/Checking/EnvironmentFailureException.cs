namespace DeepQ.Environments.Checking;

/// <summary>Thrown when an environment fails where it must not, so that the check cannot continue.</summary>
internal sealed class EnvironmentFailureException(string message, Exception inner) : Exception(message, inner);

using System.Globalization;

namespace DeepQ.Serving.Inputs;

/// <summary>Thrown for a state in which a Q-value is NaN or infinite, so that the policy cannot choose.</summary>
/// <remarks>The state is finite but so large that the network's sums overflow.</remarks>
public sealed class UnscorableStateException : ArgumentException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="state">The position of the state among those of the call, from 0.</param>
    /// <param name="action">The first action whose value is not finite.</param>
    /// <param name="value">The value: NaN or an infinity.</param>
    public UnscorableStateException(int state, int action, float value)
        : base(
            string.Create(
                CultureInfo.InvariantCulture,
                $"State {state} has the Q-value {value} for action {action}: its values are beyond what the policy can score."),
            "states") =>
        (State, Action, Value) = (state, action, value);

    /// <summary>The position of the state among those of the call, from 0.</summary>
    public int State { get; }

    /// <summary>The first action whose value is not finite.</summary>
    public int Action { get; }

    /// <summary>The value: NaN or an infinity.</summary>
    public float Value { get; }
}

using System.Globalization;

namespace DeepQ.Serving.Inputs;

/// <summary>Thrown for a state in which a policy gives a Q-value that is NaN or infinite, so that it cannot choose.</summary>
/// <remarks>The state is finite, and so large that the network's sums are not.</remarks>
public sealed class UnscorableStateException : ArgumentException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="state">The position of the state among those of the call, from 0.</param>
    /// <param name="action">The first action whose value is not finite.</param>
    /// <param name="value">That value.</param>
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

    /// <summary>That value: NaN or an infinity.</summary>
    public float Value { get; }
}

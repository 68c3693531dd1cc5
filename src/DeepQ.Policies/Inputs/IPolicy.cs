using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Policies;
using DeepQ.Serving.Inputs;

namespace DeepQ.Serving;

/// <summary>A greedy policy: states in, Q-values and actions out.</summary>
/// <remarks>
/// States are row-major: state i starts at i × <see cref="ObservationSize"/>. Thread-safe: any number of threads may call at once.
/// </remarks>
public interface IPolicy
{
    /// <summary>The description stored in the model; null for a model of another project.</summary>
    PolicyMetadata? Metadata { get; }

    /// <summary>
    /// The number of values of a state; 0 for a policy that takes columns instead, which <see cref="Inputs"/> lists.
    /// </summary>
    int ObservationSize { get; }

    /// <summary>
    /// The columns of <see cref="PolicyRows"/>: the inputs of the model, or the state as the only one.
    /// </summary>
    IReadOnlyList<PolicyInput> Inputs => [new("State", OnnxElementType.Float32, [ObservationSize])];

    /// <summary>The number of actions.</summary>
    int ActionCount { get; }

    /// <summary>The names of the actions; their numbers if the model has no names.</summary>
    IReadOnlyList<string> ActionNames { get; }

    /// <summary>The SHA-256 of the model's bytes, 64 lower-case hexadecimal digits, as <c>sha256sum</c> prints it.</summary>
    string Version { get; }

    /// <summary>Returns the greedy action in one state.</summary>
    /// <param name="state"><see cref="ObservationSize"/> values.</param>
    /// <param name="legal">True for each legal action; empty if all are legal.</param>
    /// <returns>The legal action with the greatest Q-value; the first of equals.</returns>
    /// <inheritdoc cref="Evaluate(ReadOnlySpan{float}, Span{float}, Span{int}, ReadOnlySpan{bool})" path="/exception"/>
    int Act(ReadOnlySpan<float> state, ReadOnlySpan<bool> legal = default);

    /// <summary>Computes the greedy action in each of several states.</summary>
    /// <param name="states">The states, row-major.</param>
    /// <param name="actions">Receives an action for each state.</param>
    /// <param name="legal">
    /// True for each legal action, row-major: <see cref="ActionCount"/> for each state; empty if all are legal.
    /// </param>
    /// <inheritdoc cref="Evaluate(ReadOnlySpan{float}, Span{float}, Span{int}, ReadOnlySpan{bool})" path="/exception"/>
    void Act(ReadOnlySpan<float> states, Span<int> actions, ReadOnlySpan<bool> legal = default);

    /// <summary>Computes the value of each action in each of several states.</summary>
    /// <param name="states">The states, row-major.</param>
    /// <param name="qValues">Receives the values, row-major: <see cref="ActionCount"/> for each state.</param>
    /// <inheritdoc cref="Evaluate(ReadOnlySpan{float}, Span{float}, Span{int}, ReadOnlySpan{bool})" path="/exception"/>
    void QValues(ReadOnlySpan<float> states, Span<float> qValues);

    /// <summary>Computes the values of all actions and the greedy action in each of several states.</summary>
    /// <param name="states">The states, row-major.</param>
    /// <param name="qValues">
    /// Receives the values, row-major: <see cref="ActionCount"/> for each state, including those of illegal actions.
    /// </param>
    /// <param name="actions">Receives an action for each state.</param>
    /// <param name="legal">
    /// True for each legal action, row-major: <see cref="ActionCount"/> for each state; empty if all are legal.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The length of a span does not match the policy, a state has a NaN or an infinity, a state has no legal action,
    /// or masks are required and missing.
    /// </exception>
    /// <exception cref="UnscorableStateException">
    /// A Q-value in a state is NaN or infinite; the content of the spans is then undefined.
    /// </exception>
    /// <exception cref="PolicyFormatException">The runtime cannot run the model, or it chose an action that does not exist.</exception>
    /// <exception cref="ObjectDisposedException">The policy was disposed.</exception>
    void Evaluate(
        ReadOnlySpan<float> states, Span<float> qValues, Span<int> actions, ReadOnlySpan<bool> legal = default);

    /// <summary>Returns the greedy action in one row.</summary>
    /// <param name="row">The row, made for a policy with these <see cref="Inputs"/>.</param>
    /// <param name="legal">True for each legal action; empty if all are legal.</param>
    /// <returns>The legal action with the greatest Q-value; the first of equals.</returns>
    /// <inheritdoc cref="Evaluate(ReadOnlySpan{float}, Span{float}, Span{int}, ReadOnlySpan{bool})" path="/exception"/>
    int Act(PolicyRows row, ReadOnlySpan<bool> legal = default)
    {
        ArgumentNullException.ThrowIfNull(row);
        int action = 0;
        Evaluate(row, new float[ActionCount], new Span<int>(ref action), legal);
        return action;
    }

    /// <summary>Computes the values of all actions and the greedy action in each of several rows.</summary>
    /// <param name="rows">The rows, made for a policy with these <see cref="Inputs"/>.</param>
    /// <inheritdoc cref="Evaluate(ReadOnlySpan{float}, Span{float}, Span{int}, ReadOnlySpan{bool})"
    /// path="/*[self::returns or self::remarks or self::exception]"/>
    /// <param name="qValues">
    /// Receives the values, row-major: <see cref="ActionCount"/> for each state, including those of illegal actions.
    /// </param>
    /// <param name="actions">Receives an action for each state.</param>
    /// <param name="legal">True for each legal action, row-major: <see cref="ActionCount"/> for each state; empty if all are legal.</param>
    void Evaluate(PolicyRows rows, Span<float> qValues, Span<int> actions, ReadOnlySpan<bool> legal = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        rows.RequireFit(this);
        Evaluate(rows.States(), qValues, actions, legal);
    }
}

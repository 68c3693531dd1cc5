using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace DeepQ.Serving.Inputs;

/// <summary>Rows for a policy that takes columns by name, such as a featurizer and a network in one file.</summary>
/// <remarks>
/// <para>
/// A row is an object whose public properties or fields have the names of the columns, a dictionary with string keys, or a
/// <see cref="System.Text.Json.JsonElement"/> that is an object. Members that the policy does not take are ignored.
/// Numbers are converted if nothing but floating-point precision is lost; a vector is any sequence of values.
/// </para>
/// <para>Rows can be used with every policy that has the same inputs, in any number of calls and threads.</para>
/// </remarks>
public sealed class PolicyRows
{
    private readonly RowColumn[] _columns;

    private PolicyRows(IReadOnlyList<PolicyInput> inputs, RowColumn[] columns, int count) =>
        (Inputs, _columns, Count) = (inputs, columns, count);

    /// <summary>The number of rows.</summary>
    public int Count { get; }

    /// <summary>The columns of the rows.</summary>
    public IReadOnlyList<PolicyInput> Inputs { get; }

    /// <summary>Creates one row.</summary>
    /// <typeparam name="T">The type of the row.</typeparam>
    /// <param name="policy">The policy to be called.</param>
    /// <param name="row">An object, a dictionary or a JSON object.</param>
    /// <exception cref="PolicyRowException">A column is missing, of another type or of another width.</exception>
    public static PolicyRows FromRow<[DynamicallyAccessedMembers(RowFields.Members)] T>(IPolicy policy, T row) =>
        FromRows(policy, [row]);

    /// <summary>Creates rows.</summary>
    /// <typeparam name="T">The type of a row.</typeparam>
    /// <param name="policy">The policy to be called.</param>
    /// <param name="rows">The rows: objects, dictionaries or JSON objects.</param>
    /// <exception cref="PolicyRowException">A column is missing, of another type or of another width.</exception>
    public static PolicyRows FromRows<[DynamicallyAccessedMembers(RowFields.Members)] T>(IPolicy policy, IEnumerable<T> rows)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(rows);
        T[] all = [.. rows];
        PolicyRows made = Empty(policy.Inputs, all.Length);
        foreach (RowColumn column in made._columns)
        {
            string name = column.Input.Name;
            RowField<T> field = RowFields.Of<T>(name);
            string? Problem(T from, int row)
            {
                try
                {
                    return field(from, out object? value)
                        ? column.Set(row, value)
                        : $"is missing. The policy takes {PolicyInput.Describe(made.Inputs)}.";
                }
                catch (InvalidOperationException) when (from is JsonElement)
                {
                    // Names and texts of JSON are decoded only here.
                    return "cannot be read: its row has text that is not valid Unicode.";
                }
            }

            for (int row = 0; row < all.Length; row++)
            {
                if (Problem(all[row], row) is { } problem)
                    throw new PolicyRowException(row, name, problem);
            }
        }

        return made;
    }

    /// <summary>Uses whole columns without copying them; they must not change while the rows are used.</summary>
    /// <param name="policy">The policy to be called.</param>
    /// <param name="columns">
    /// Arrays by column name, <c>float[]</c>, <c>string[]</c> and so on, row after row if a row has several values.
    /// </param>
    /// <exception cref="PolicyRowException">A column is missing, of another type, or has another number of rows than the others.</exception>
    public static PolicyRows FromColumns(IPolicy policy, IReadOnlyDictionary<string, Array> columns)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(columns);
        IReadOnlyList<PolicyInput> inputs = policy.Inputs;
        int? rows = null;
        RowColumn[] taken = [.. inputs.Select(input =>
        {
            if (!columns.TryGetValue(input.Name, out Array? values) || values is null)
                throw new PolicyRowException(null, input.Name, $"is missing. The policy takes {PolicyInput.Describe(inputs)}.");
            rows ??= values.Length / input.Width;
            return RowColumn.Over(input, values, rows.Value);
        })];
        return new(inputs, taken, rows ?? 0);
    }

    /// <summary>Creates rows of zeros, false and empty text.</summary>
    internal static PolicyRows Empty(IReadOnlyList<PolicyInput> inputs, int count) =>
        new(inputs, [.. inputs.Select(input => RowColumn.Create(input, count))], count);

    /// <summary>Creates a row from a state, for a policy with one input.</summary>
    /// <param name="policy">The policy to be called.</param>
    /// <param name="state">The values of the state.</param>
    /// <exception cref="PolicyRowException">The state has another width.</exception>
    public static PolicyRows FromState(IPolicy policy, ReadOnlyMemory<float> state)
    {
        ArgumentNullException.ThrowIfNull(policy);
        PolicyRows row = Empty(policy.Inputs, 1);
        return row._columns[0].Set(0, state.ToArray()) is { } problem
            ? throw new PolicyRowException(0, policy.Inputs[0].Name, problem)
            : row;
    }

    /// <summary>Concatenates rows with the same inputs.</summary>
    /// <param name="parts">The rows, at least one.</param>
    public static PolicyRows Join(IReadOnlyList<PolicyRows> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        return new(
            parts[0].Inputs,
            [.. parts[0]._columns.Select((column, i) => column.Join([.. parts.Select(part => part._columns[i])]))],
            parts.Sum(part => part.Count));
    }

    /// <summary>
    /// Returns the values of a column, row after row, as passed to <see cref="FromColumns"/>; they must not be changed.
    /// </summary>
    /// <param name="input">The number of the input.</param>
    public Array Column(int input) => _columns[input].Values;

    /// <summary>Refuses rows that were created for other inputs.</summary>
    /// <param name="policy">The policy to be called.</param>
    /// <exception cref="ArgumentException">The rows were created for other inputs.</exception>
    public void RequireFit(IPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        IReadOnlyList<PolicyInput> inputs = policy.Inputs;
        if (!ReferenceEquals(inputs, Inputs) && !inputs.SequenceEqual(Inputs))
        {
            throw new ArgumentException(
                $"The rows have {PolicyInput.Describe(Inputs)}, but the policy takes {PolicyInput.Describe(inputs)}.");
        }
    }

    /// <summary>Returns the values of the only column as states.</summary>
    internal ReadOnlySpan<float> States() => _columns[0] switch
    {
        RowColumn<float> floats => floats.Typed,
        RowColumn<byte> bytes => Array.ConvertAll(bytes.Typed, value => (float)value),
        _ => throw new InvalidOperationException("Only 32-bit numbers and bytes can be states."),
    };
}

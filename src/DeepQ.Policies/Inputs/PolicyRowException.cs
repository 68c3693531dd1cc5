namespace DeepQ.Serving.Inputs;

/// <summary>Thrown for a row without a value that a policy can take; the message says which and what was expected.</summary>
public sealed class PolicyRowException : ArgumentException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="row">The position of the row, from 0; null where whole columns were given.</param>
    /// <param name="column">The column.</param>
    /// <param name="problem">What is wrong, as a sentence that goes on after the name of the column.</param>
    public PolicyRowException(int? row, string column, string problem)
        : base(row is null ? $"Column '{column}' {problem}" : $"Row {row}: column '{column}' {problem}", "rows") =>
        (Row, Column, Problem) = (row, column, problem);

    /// <summary>The position of the row, from 0; null where whole columns were given.</summary>
    public int? Row { get; }

    /// <summary>The column.</summary>
    public string Column { get; }

    /// <summary>What is wrong, as a sentence that goes on after the name of the column.</summary>
    public string Problem { get; }
}

namespace DeepQ.Serving.Inputs;

/// <summary>Thrown for a row without a usable value; the message names the column and the expected value.</summary>
public sealed class PolicyRowException : ArgumentException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="row">The position of the row, from 0; null if whole columns were passed.</param>
    /// <param name="column">The column.</param>
    /// <param name="problem">What is wrong, as the rest of a sentence that begins with the name of the column.</param>
    public PolicyRowException(int? row, string column, string problem)
        : base(row is null ? $"Column '{column}' {problem}" : $"Row {row}: column '{column}' {problem}", "rows") =>
        (Row, Column, Problem) = (row, column, problem);

    /// <summary>The position of the row, from 0; null if whole columns were passed.</summary>
    public int? Row { get; }

    /// <summary>The column.</summary>
    public string Column { get; }

    /// <summary>What is wrong, as the rest of a sentence that begins with the name of the column.</summary>
    public string Problem { get; }
}

namespace DeepQ.Environments.Tabular;

/// <summary>A rectangle of letters, one per cell. A state is the number of a cell, row-major.</summary>
internal sealed class GridMap
{
    /// <summary>Reads a map.</summary>
    /// <param name="rows">The rows from top to bottom, all of the same length; episodes start on an S.</param>
    /// <param name="letters">The letters that a cell may have.</param>
    public GridMap(IReadOnlyList<string> rows, string letters)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Count == 0 || rows.Any(row => row is null || row.Length == 0 || row.Length != rows[0].Length))
            throw new ArgumentException("A map needs rows of the same length with at least one cell.", nameof(rows));

        (Cells, Columns) = (string.Concat(rows), rows[0].Length);
        int bad = Cells.AsSpan().IndexOfAnyExcept(letters);
        if (bad >= 0)
        {
            throw new ArgumentException(
                $"The map has '{Cells[bad]}' in row {bad / Columns}, column {bad % Columns}; "
                + $"the letters are {letters}.",
                nameof(rows));
        }

        if (!Cells.Contains('S'))
            throw new ArgumentException("The map needs a start: a cell with the letter S.", nameof(rows));
    }

    /// <summary>The letters of all cells.</summary>
    public string Cells { get; }

    /// <summary>The number of columns.</summary>
    public int Columns { get; }

    /// <summary>Returns the same probability for each S.</summary>
    public double[] StartDistribution()
    {
        double count = Cells.Count(letter => letter == 'S');
        return [.. Cells.Select(letter => letter == 'S' ? 1 / count : 0)];
    }

    /// <summary>Returns the neighboring cell in a direction, or the same cell at the edge.</summary>
    public int Move(int state, (int Rows, int Columns) by)
    {
        int row = Math.Clamp(state / Columns + by.Rows, 0, Cells.Length / Columns - 1);
        int column = Math.Clamp(state % Columns + by.Columns, 0, Columns - 1);
        return row * Columns + column;
    }

    /// <summary>Draws the map with an @ where the agent is.</summary>
    public string Render(int state)
    {
        IEnumerable<string> rows = Cells
            .Select((letter, i) => i == state ? '@' : letter)
            .Chunk(Columns)
            .Select(row => new string(row));
        return string.Join('\n', rows);
    }
}

namespace DeepQ.Environments.Rendering;

/// <summary>A grid of characters that shows points of a plane. Points outside are not drawn.</summary>
internal sealed class TextCanvas(
    int width, int height, double left, double right, double bottom, double top)
{
    private readonly char[][] _rows =
        [.. Enumerable.Range(0, height).Select(_ => new string(' ', width).ToCharArray())];

    /// <summary>Draws a character at a point, over the previous one.</summary>
    public void Plot(double x, double y, char mark)
    {
        int column = (int)Math.Round((x - left) / (right - left) * (width - 1));
        int row = (int)Math.Round((top - y) / (top - bottom) * (height - 1));
        if (column >= 0 && column < width && row >= 0 && row < height)
            _rows[row][column] = mark;
    }

    /// <summary>Draws a straight line of characters.</summary>
    public void Line((double X, double Y) from, (double X, double Y) to, char mark)
    {
        int points = 2 * (width + height);
        for (int i = 0; i <= points; i++)
        {
            double t = (double)i / points;
            Plot(from.X + t * (to.X - from.X), from.Y + t * (to.Y - from.Y), mark);
        }
    }

    /// <summary>Returns the rows from top to bottom, without trailing spaces.</summary>
    public override string ToString() => string.Join('\n', _rows.Select(row => new string(row).TrimEnd()));
}

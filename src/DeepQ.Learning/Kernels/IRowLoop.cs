namespace DeepQ.Learning.Kernels;

/// <summary>The body of a loop over independent rows, with all that it reads.</summary>
internal interface IRowLoop
{
    /// <summary>Computes some rows; must not throw.</summary>
    /// <param name="row">The first row.</param>
    /// <param name="rows">The number of rows.</param>
    void Run(int row, int rows);
}

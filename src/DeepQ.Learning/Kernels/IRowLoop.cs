namespace DeepQ.Learning.Kernels;

/// <summary>The body of a loop over rows that do not depend on each other, with all that it reads.</summary>
internal interface IRowLoop
{
    /// <summary>Computes some rows; it throws nothing.</summary>
    /// <param name="row">The first row.</param>
    /// <param name="rows">The number of rows.</param>
    void Run(int row, int rows);
}

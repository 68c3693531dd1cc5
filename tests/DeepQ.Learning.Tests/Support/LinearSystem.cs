namespace DeepQ.Learning.Tests.Support;

/// <summary>Solves A x = b by elimination with row exchanges.</summary>
internal static class LinearSystem
{
    public static double[] Solve(double[,] matrix, double[] right)
    {
        int n = right.Length;
        double[,] a = (double[,])matrix.Clone();
        double[] x = [.. right];
        for (int pivot = 0; pivot < n; pivot++)
        {
            int best = Enumerable.Range(pivot, n - pivot).MaxBy(row => Math.Abs(a[row, pivot]));
            for (int j = 0; j < n; j++)
                (a[pivot, j], a[best, j]) = (a[best, j], a[pivot, j]);
            (x[pivot], x[best]) = (x[best], x[pivot]);
            for (int row = pivot + 1; row < n; row++)
            {
                double factor = a[row, pivot] / a[pivot, pivot];
                for (int j = pivot; j < n; j++)
                    a[row, j] -= factor * a[pivot, j];
                x[row] -= factor * x[pivot];
            }
        }

        for (int row = n - 1; row >= 0; row--)
        {
            for (int j = row + 1; j < n; j++)
                x[row] -= a[row, j] * x[j];
            x[row] /= a[row, row];
        }

        return x;
    }
}

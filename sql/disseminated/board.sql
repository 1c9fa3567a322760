-- one row per area and form that was owed for the reference $year, or came
-- purpose: the board behind the quality pages; the public edition counts its rows, names no city.
--   What could not be read was not received
select
    year,
    area,
    form,
    case when state = 'rejected' then 'missing' else state end as state,
    revision,
    late_days,
    n_query,
    n_explained,
    n_error,
    is_sample
from validated.board
where year = $year
order by area, form

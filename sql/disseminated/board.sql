-- one row per area and form that was owed for the reference $year, or came
-- purpose: the board behind the quality pages; the public edition counts its rows, names no city
select *
from validated.board
where year = $year
order by area, form
